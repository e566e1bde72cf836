'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { resendConfirmation } from '#lib/flows/pending.ts';

/** “Send it again.” */
export async function sendAgain(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async ({ token }, { runtime }) => {
    const answer = await resendConfirmation(runtime, token);
    return answer.ok ? { goTo: `/pending/${token}?said=sent-again` } : { problem: answer.message };
  });
}
