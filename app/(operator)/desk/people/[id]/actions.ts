'use server';

import { z } from 'zod';
import type { Outcome } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { erasePerson } from '#lib/flows/desk/erase-person.ts';
import {
  type DeskAnswer,
  moveTo,
  pauseFor,
  resumeFor,
  sendAgainTo,
  undoFor,
} from '#lib/flows/desk/for-learner.ts';
import { moveByHand } from '#lib/flows/desk/readdress.ts';
import { suppressAddress } from '#lib/flows/desk/suppress.ts';
import { putBack, unsuppressAddress } from '#lib/flows/desk/unsuppress.ts';
import { actAsOperator } from '../../../act-as-operator.ts';

const person = z.uuid('This form is not whole. Open the page of the person again.');
const ofCourse = { person, enrollment: z.uuid() };
const lesson = z.string().regex(/^[a-z0-9-]{1,100}$/, 'Choose a lesson.');
const ofAddress = { person, address: z.string() };

const WEEKS = { '1': 1, '2': 2, '4': 4, open: null } as const;
const pauseFields = z.object({
  ...ofCourse,
  weeks: z.enum(['1', '2', '4', 'open', 'day'], 'Choose how long.'),
  until: z.string().default(''),
});
const resumeFields = z.object({ ...ofCourse, when: z.enum(['slot', 'now'], 'Choose when.') });
const lessonFields = z.object({ ...ofCourse, lesson });
const undoFields = z.object({ ...ofCourse, change: z.uuid() });
const whyFields = z.object({ ...ofAddress, why: z.string().default('') });
const takeOffFields = whyFields.extend({ complaint: z.literal('known').optional() });
const backFields = z.object({ person, entry: z.string() });
const moveFields = z.object({ ...ofAddress, to: z.string() });
const eraseFields = z.object({ person, typed: z.string().default('') });

/** “Pause the course.” */
export async function pauseTheirs(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, pauseFields, async ({ enrollment, weeks, until, ...of }, desk) => {
    const how = weeks === 'day' ? { day: until } : WEEKS[weeks];
    return told(of.person, await pauseFor(desk, enrollment, how));
  });
}

/** “Let it go on.” */
export async function resumeTheirs(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, resumeFields, async ({ enrollment, when, ...of }, desk) =>
    told(of.person, await resumeFor(desk, enrollment, when)),
  );
}

/** “Move them to this lesson.” */
export async function moveThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, lessonFields, async (fields, desk) =>
    told(fields.person, await moveTo(desk, fields.enrollment, fields.lesson)),
  );
}

/** “Send it again.” */
export async function sendThemAgain(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, lessonFields, async (fields, desk) =>
    told(fields.person, await sendAgainTo(desk, fields.enrollment, fields.lesson)),
  );
}

/** “Undo.” */
export async function undoTheirs(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, undoFields, async (fields, desk) =>
    told(fields.person, await undoFor(desk, fields.enrollment, fields.change)),
  );
}

/** “Send no more mail to this address.” */
export async function suppressThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, whyFields, async (fields, desk) => {
    const done = await suppressAddress(desk, fields.address, fields.why);
    return done.ok ? { goTo: pageOf(fields.person, 'suppressed') } : { problem: done.problem };
  });
}

/** “Take it off the list.” */
export async function unsuppressThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, takeOffFields, async ({ person: id, address, why, complaint }, desk) => {
    const done = await unsuppressAddress(desk, address, { why, despiteComplaint: complaint === 'known' });
    return done.ok ? { goTo: pageOf(id, `unsuppressed&entry=${done.entry}`) } : { problem: done.problem };
  });
}

/** “Undo: put it back on the list.” */
export async function putThemBack(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, backFields, async (fields, desk) => {
    const problem = await putBack(desk, fields.entry);
    return problem === null ? { goTo: pageOf(fields.person, 'put-back') } : { problem };
  });
}

/** “Write to them at this address.” */
export async function readdressThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, moveFields, async (fields, desk) => {
    const problem = await moveByHand(desk, fields.address, fields.to);
    return problem === null ? { goTo: pageOf(fields.person, 'readdressed') } : { problem };
  });
}

/** “Erase them for good.” */
export async function eraseThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, eraseFields, async (fields, desk) => {
    const problem = await erasePerson(desk, fields.person, fields.typed);
    return problem === null ? { goTo: '/desk/people?said=erased#content' } : { problem };
  });
}

function told(id: string, answer: DeskAnswer): Outcome {
  return answer.ok ? { goTo: pageOf(id, answer.said) } : { problem: answer.problem };
}

function pageOf(id: string, said: string): string {
  return `/desk/people/${id}?said=${said}#content`;
}
