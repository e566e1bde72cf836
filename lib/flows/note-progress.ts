import { type Tx, transaction } from '../db/client.ts';
import { forgetRead, noteProgress } from '../db/lesson-progress.ts';
import type { Runtime } from '../runtime.ts';
import { type GivenLesson, givenLesson } from './lesson.ts';

/** What a button of a lesson's page answers: done, or why nothing was noted, in words for the person. */
export type Noted = { ok: true } | { ok: false; problem: string };

/** “I’ve read it.” @param token of the lesson's link, here and below */
export function markRead(runtime: Runtime, token: string): Promise<Noted> {
  return note(runtime, token, async (tx, { receipt }) =>
    orGone(await noteProgress(tx, receipt, { read: true }, await runtime.now(tx))),
  );
}

/** “Not read yet.” */
export function markUnread(runtime: Runtime, token: string): Promise<Noted> {
  return note(runtime, token, async (tx, { receipt }) => {
    await forgetRead(tx, receipt);
    return { ok: true };
  });
}

/**
 * One tap on an answer; a later one takes its place.
 * @param answer in its own words: the page may have been open since before the question was edited
 */
export function answerCheck(runtime: Runtime, token: string, answer: string): Promise<Noted> {
  return note(runtime, token, async (tx, { receipt, lesson }) => {
    if (!lesson.check.answers.includes(answer)) return { ok: false, problem: QUESTION_HAS_CHANGED };
    return orGone(await noteProgress(tx, receipt, { answer }, await runtime.now(tx)));
  });
}

const GONE = 'We hold nothing under this link any more, so nothing was noted.';
const STOPPED =
  'Nothing was noted: all mail to you was stopped, and since then we write nothing down. The lesson stays here to read.';
const QUESTION_HAS_CHANGED =
  'Nothing was noted: the question has changed since you opened this page. Open the page again and answer the new one.';

function note(
  runtime: Runtime,
  token: string,
  decide: (tx: Tx, given: GivenLesson) => Promise<Noted>,
): Promise<Noted> {
  return transaction(runtime.db, async (tx) => {
    const given = await givenLesson(runtime, tx, token);
    if (!given) return { ok: false, problem: GONE };
    return given.notes ? decide(tx, given) : { ok: false, problem: STOPPED };
  });
}

function orGone(written: boolean): Noted {
  return written ? { ok: true } : { ok: false, problem: GONE };
}
