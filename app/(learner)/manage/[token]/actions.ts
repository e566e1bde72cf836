'use server';

import { z } from 'zod';
import { act, type Outcome } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { askForLesson, takeLessonBack } from '#lib/flows/ask-for-lesson.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { tellWhy } from '#lib/flows/leave-reason.ts';
import { jumpAhead, skipNext } from '#lib/flows/pass-over.ts';
import { pause } from '#lib/flows/pause.ts';
import { previewSchedule } from '#lib/flows/preview-schedule.ts';
import { requestDataLink } from '#lib/flows/request-data-link.ts';
import { resume } from '#lib/flows/resume.ts';
import type { Said } from '#lib/flows/said.ts';
import { sendAgain } from '#lib/flows/send-again.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { undo } from '#lib/flows/undo.ts';
import { chosenFields, fieldsOf, pageWith, slotOf } from './chosen-times.ts';

const whyFields = z.object({
  token: tokenField,
  choice: z.string().default(''),
  text: z.string().default(''),
});
const weekday = z.coerce.number().int();

const WEEKS = { '1': 1, '2': 2, '4': 4, open: null } as const;
const pauseFields = z.object({
  token: tokenField,
  weeks: z.enum(['1', '2', '4', 'open', 'day'], 'Choose how long to rest.'),
  until: z.string().default(''),
});
const resumeFields = z.object({ token: tokenField, when: z.enum(['slot', 'now'], 'Choose when to go on.') });
const comeBackFields = z.object({ token: tokenField, how: z.enum(['continue', 'again']) });
const lessonFields = z.object({ token: tokenField, lesson: z.string().regex(/^[a-z0-9-]{1,100}$/) });
const undoFields = z.object({ token: tokenField, change: z.uuid() });
const timesFields = z.object({
  token: tokenField,
  pace: z.enum(['weekly', 'twice_weekly', 'daily'], 'Choose how often lessons come.'),
  day: weekday,
  secondDay: weekday,
  hour: z.coerce.number().int(),
  timeZone: z.string(),
  deviceZone: z.string().optional(),
});
const shownFields = chosenFields.extend({
  token: tokenField,
  shownAt: z.union([z.literal('').transform(() => null), z.coerce.date()], 'Choose the times again.'),
});

/** “Pause the course.” */
export async function pauseCourse(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, pauseFields, async (fields, { runtime }) =>
    backTo(
      fields.token,
      await pause(
        runtime,
        fields.token,
        fields.weeks === 'day' ? { day: fields.until } : WEEKS[fields.weeks],
      ),
    ),
  );
}

/** “Go on with the course.” */
export async function resumeCourse(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, resumeFields, async (fields, { runtime }) =>
    backTo(fields.token, await resume(runtime, fields.token, fields.when)),
  );
}

/** “Show me the new date”, and “Use Asia/Tokyo”: nothing is saved yet. */
export async function lookAtTimes(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, timesFields, async ({ token, pace, day, secondDay, hour, ...zones }, { runtime }) => {
    const weekdays = { weekly: [day], twice_weekly: [day, secondDay], daily: [] }[pace];
    const timeZone = zones.deviceZone ?? zones.timeZone;
    const previewed = await previewSchedule(runtime, token, { pace, weekdays, hour, timeZone });
    if (!previewed) return { goTo: `/manage/${token}` };
    if (!previewed.ok) return { problem: previewed.problem };
    return { goTo: pageWith(token, fieldsOf(previewed.preview.slot), '#change') };
  });
}

/** “Save these times.” */
export async function saveTimes(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, shownFields, async ({ token, shownAt, ...chosen }, { runtime }) => {
    const slot = slotOf(chosen);
    const said = await changeSchedule(runtime, token, slot, shownAt);
    if (!said.ok || said.said !== 'look-again') return backTo(token, said);
    return { goTo: pageWith(token, fieldsOf(slot), '&said=look-again#content') };
  });
}

/** “Send me lesson 4 now.” */
export async function sendNextNow(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async (fields, { runtime }) =>
    backTo(fields.token, await sendNow(runtime, fields.token)),
  );
}

/** “Skip lesson 4.” */
export async function skipTheNext(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, lessonFields, async (fields, { runtime }) =>
    backTo(fields.token, await skipNext(runtime, fields.token, fields.lesson)),
  );
}

/** “Go straight to lesson 6.” */
export async function jumpToLater(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, lessonFields, async (fields, { runtime }) =>
    backTo(fields.token, await jumpAhead(runtime, fields.token, fields.lesson)),
  );
}

/** “Send me lesson 3 next.” */
export async function askForPassed(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, lessonFields, async (fields, { runtime }) =>
    backTo(fields.token, await askForLesson(runtime, fields.token, fields.lesson)),
  );
}

/** “Don’t send lesson 3.” */
export async function takePassedBack(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, lessonFields, async (fields, { runtime }) =>
    backTo(fields.token, await takeLessonBack(runtime, fields.token, fields.lesson)),
  );
}

/** “Send it again.” */
export async function sendOneAgain(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, lessonFields, async (fields, { runtime }) =>
    backTo(fields.token, await sendAgain(runtime, fields.token, fields.lesson)),
  );
}

/** “Undo.” */
export async function undoLast(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, undoFields, async (fields, { runtime }) =>
    backTo(fields.token, await undo(runtime, fields.token, fields.change)),
  );
}

/** “Leave this course.” */
export async function leaveThisCourse(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async (fields, { runtime }) =>
    backTo(fields.token, await leaveCourse(runtime, fields.token)),
  );
}

/** “Stop all mail.” */
export async function leaveAll(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async (fields, { runtime }) =>
    backTo(fields.token, await leaveEverything(runtime, fields.token)),
  );
}

/** “Go on from lesson 4”, and “Start again at lesson 1”. */
export async function comeBackAgain(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, comeBackFields, async (fields, { runtime }) =>
    backTo(fields.token, await comeBack(runtime, fields.token, fields.how)),
  );
}

/** “Send me the link to my data.” */
export async function sendDataLink(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, z.object({ token: tokenField }), async (fields, { runtime }) =>
    backTo(fields.token, await requestDataLink(runtime, fields.token)),
  );
}

/** “Tell us why.” */
export async function tellWhyLeft(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, whyFields, async ({ token, ...reason }, { runtime }) =>
    backTo(token, await tellWhy(runtime, token, 'manage', reason)),
  );
}

/** To the top of the page, where the bar is: a redirect without a place of its own keeps the form's. */
function backTo(page: string, said: Said): Outcome {
  return said.ok ? { goTo: `/manage/${page}?said=${said.said}#content` } : { problem: said.problem };
}
