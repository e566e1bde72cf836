'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { confirm, renewConfirmation } from '#lib/flows/confirm.ts';

const fields = z.object({ token: tokenField });

const confirmFields = fields.extend({ begin: z.enum(['after', 'now'], 'Choose when it begins.').optional() });

/** “Send me lesson 1”, or “Take this course”, in the confirmation: whatever came of it, the same page says so. */
export async function confirmSignUp(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, confirmFields, async ({ token, begin = 'after' }, { runtime, network }) => {
    await confirm(runtime, token, { network, begin });
    return { goTo: `/confirm/${token}` };
  });
}

/** “Send me a new link”, from one that has expired or was followed by another. */
export async function askForNewLink(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, fields, async ({ token }, { runtime }) => {
    const answer = await renewConfirmation(runtime, token);
    return answer.ok ? { goTo: `/pending/${answer.pendingToken}` } : { problem: answer.message };
  });
}
