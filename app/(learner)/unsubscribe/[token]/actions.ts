'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { keepLessons } from '#lib/flows/keep-lessons.ts';
import { tellWhy } from '#lib/flows/leave-reason.ts';
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

const why = z.object({ token: tokenField, choice: z.string().default(''), text: z.string().default('') });

/** “Tell us why.” */
export async function tellWhyLeft(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, why, async ({ token, ...reason }, { runtime }) => {
    const said = await tellWhy(runtime, token, 'unsubscribe', reason);
    return said.ok ? { goTo: `/unsubscribe/${token}?said=${said.said}` } : { problem: said.problem };
  });
}

/** “Undo: keep my lessons”: what is true then stands on the learner's own page. */
export async function undoLeaving(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async ({ token }, { runtime }) => {
    const said = await keepLessons(runtime, token);
    return said.ok ? { goTo: `/manage/${token}?said=${said.said}` } : { problem: said.problem };
  });
}
