'use server';

import { z } from 'zod';
import { act, type Outcome } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { answerCheck, markRead, markUnread, type Noted } from '#lib/flows/note-progress.ts';
import { pageAt } from './page-at.ts';

const markFields = z.object({ token: tokenField });
const answerFields = z.object({
  token: tokenField,
  answer: z.string('Choose one of the answers.').max(2000),
});

/** “I’ve read it.” */
export async function markLessonRead(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, markFields, async ({ token }, { runtime }) =>
    outcomeOf(pageAt(token, 'read'), await markRead(runtime, token)),
  );
}

/** “Not read yet.” */
export async function markLessonUnread(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, markFields, async ({ token }, { runtime }) =>
    outcomeOf(pageAt(token, 'read'), await markUnread(runtime, token)),
  );
}

/** Any of the answers. */
export async function answerQuestion(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, answerFields, async ({ token, answer }, { runtime }) =>
    outcomeOf(pageAt(token, 'check'), await answerCheck(runtime, token, answer)),
  );
}

function outcomeOf(page: string, noted: Noted): Outcome {
  return noted.ok ? { again: page } : { problem: noted.problem };
}
