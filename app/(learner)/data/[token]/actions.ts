'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { askForAddress, takeAddressBack } from '#lib/flows/change-address.ts';
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

/** “Ask both addresses.” */
export async function changeAddress(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(
    form,
    z.object({ token: tokenField, email: z.string() }),
    async ({ token, email }, { runtime }) => {
      const answer = await askForAddress(runtime, token, email);
      return answer.ok ? { goTo: `/data/${token}?said=asked#content` } : { problem: answer.problem };
    },
  );
}

/** “Take it back.” */
export async function keepAddress(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async ({ token }, { runtime }) => {
    const answer = await takeAddressBack(runtime, token);
    return answer.ok ? { goTo: `/data/${token}?said=taken-back#content` } : { problem: answer.problem };
  });
}
