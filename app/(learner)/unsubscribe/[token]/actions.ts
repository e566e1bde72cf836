'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';

const leaving = z.object({ token: tokenField, scope: z.enum(['course', 'everything']) });

/** “Leave this course”, “Stop all mail”: done at once, and harmless a second time. */
export async function leaveFromLink(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, leaving, async ({ token, scope }, { runtime }) => {
    const { ok } = await unsubscribe(runtime, token, scope, 'page');
    if (!ok)
      return { problem: 'This link is not one of ours any more. Please use the one in your newest lesson.' };
    return { goTo: `/unsubscribe/${token}` };
  });
}

/** “Undo: keep my lessons”: goes on from the kept place, on the learner's own page. */
export async function keepLessons(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async ({ token }, { runtime }) => {
    const said = await comeBack(runtime, token, 'continue');
    return said.ok ? { goTo: `/manage/${token}?said=${said.said}` } : { problem: said.problem };
  });
}
