'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { eraseOwn } from '#lib/flows/erase.ts';

const LINK_IS_OVER =
  'Nothing was changed: this page worked for an hour, and that is over. Ask for a new link on your own page.';

const eraseFields = z.object({
  token: tokenField,
  sure: z.literal('yes', 'Nothing was deleted. If you mean it, tick the box first.'),
});

/** “Delete everything.” */
export async function eraseEverything(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, eraseFields, async ({ token }, { runtime }) =>
    (await eraseOwn(runtime, token)) ? { goTo: '/data/erased' } : { problem: LINK_IS_OVER },
  );
}
