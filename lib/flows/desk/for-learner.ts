import { writeAudit } from '../../db/audit.ts';
import { type Prisma, type Tx, transaction } from '../../db/client.ts';
import { deskMadeChange } from '../../db/desk/desk-changes.ts';
import type { AuditAction } from '../../domain/audit.ts';
import { courseOf, type Decision, decideFor, type Learner, placeOfLearner } from '../as-learner.ts';
import { askingFor } from '../ask-for-lesson.ts';
import { SUPPRESSED } from '../last-change.ts';
import { jumpingTo } from '../pass-over.ts';
import { type PauseFor, pausing } from '../pause.ts';
import { resuming } from '../resume.ts';
import type { SaidCode } from '../said.ts';
import { sendingAgain } from '../send-again.ts';
import { undoing } from '../undo.ts';
import type { Desk } from './desk.ts';
import { isUuid } from './people.ts';
import { isOnTheListByUs, takeOffAgain } from './take-off-again.ts';

/** What an operator's button answers: what is now true, or why nothing changed, in words for the operator. */
export type DeskAnswer = { ok: true; said: SaidCode } | { ok: false; problem: string };

/** Holds somebody's course, as they could themselves. */
export function pauseFor(desk: Desk, enrollmentId: string, how: PauseFor): Promise<DeskAnswer> {
  const detail = { until: how === null ? 'open' : typeof how === 'number' ? `${how} weeks` : how.day };
  return act(desk, enrollmentId, { action: 'enrollment.pause', detail, decide: pausing(how) });
}

/** Ends a pause: at the next slot, or with a lesson at once. */
export function resumeFor(desk: Desk, enrollmentId: string, when: 'slot' | 'now'): Promise<DeskAnswer> {
  return act(desk, enrollmentId, {
    action: 'enrollment.resume',
    detail: { when },
    decide: resuming(desk, when),
  });
}

/**
 * Moves somebody to a lesson, which comes next then, on the date that stands: forward by leaving out what is before it,
 * back by what they were not sent. What they have had is sent again instead.
 */
export function moveTo(desk: Desk, enrollmentId: string, slug: string): Promise<DeskAnswer> {
  return act(desk, enrollmentId, {
    action: 'enrollment.move',
    detail: { lesson: slug },
    decide: async (tx, learner, now) => {
      if (learner.state === 'completed') return refuse(HAS_FINISHED);
      const { course } = await courseOf(tx, learner);
      const { had, comes } = await placeOfLearner(tx, learner, course);
      if (had.has(slug)) return refuse(HAS_HAD);
      const decide = comes.includes(slug) ? jumpingTo(slug) : askingFor(desk, slug, 'operator');
      return decide(tx, learner, now);
    },
  });
}

/** Mails somebody a lesson once more that they have had. It moves no date. */
export function sendAgainTo(desk: Desk, enrollmentId: string, slug: string): Promise<DeskAnswer> {
  return act(desk, enrollmentId, {
    action: 'enrollment.send-again',
    detail: { lesson: slug },
    decide: sendingAgain(desk, slug),
  });
}

const HAS_FINISHED =
  'They have finished this course. A single lesson can be sent again; going on is theirs to choose, on their own page.';
const HAS_HAD = 'They have had this lesson. Send it again instead: that moves nothing.';

/**
 * Takes the last change of this course back, if it was made at the desk: what a learner chose is theirs to take back.
 * @param changeId the change that the page offered to undo
 */
export function undoFor(desk: Desk, enrollmentId: string, changeId: string): Promise<DeskAnswer> {
  if (!isUuid(enrollmentId) || !isUuid(changeId)) return Promise.resolve(refuse(NO_SUCH_COURSE));
  return transaction(desk.db, async (tx) => {
    const change = await tx.lastChange.findUnique({ where: { enrollmentId } });
    if (change?.id !== changeId) return refuse(NOT_OURS);
    const answer = await decideFor(desk, tx, enrollmentId, async (inner, learner, now) => {
      if (!(await deskMadeChange(inner, learner, changeId))) return refuse(NOT_OURS);
      const wasSuppressed = change.said === SUPPRESSED;
      if (wasSuppressed && !(await isOnTheListByUs(desk, inner, learner.subscriber))) return refuse(NOT_OURS);
      const undone = await undoing(changeId, 'desk')(inner, learner, now);
      if (!undone.ok) return refuse(NOT_OURS);
      if (wasSuppressed) await takeOffAgain(desk, inner, learner.subscriber);
      return undone;
    });
    if (answer.ok) await writeAudit(tx, desk.actor, 'enrollment.undo', `enrollment/${enrollmentId}`, {});
    return answer;
  });
}

const NOT_OURS =
  'This can’t be undone any more: ten minutes are over, or something has happened since. This page shows how things stand now.';

type Act = { action: AuditAction; detail: Prisma.InputJsonObject; decide: Decision };

async function act(desk: Desk, enrollmentId: string, { action, detail, decide }: Act): Promise<DeskAnswer> {
  if (!isUuid(enrollmentId)) return refuse(NO_SUCH_COURSE);
  return transaction(desk.db, async (tx) => {
    if (!(await tx.enrollment.findUnique({ where: { id: enrollmentId }, select: { id: true } })))
      return refuse(NO_SUCH_COURSE);
    const answer = await decideFor(desk, tx, enrollmentId, async (inner, learner, now) => {
      const no = await theirNo(desk, inner, learner);
      if (no !== null) return refuse(no);
      const said = await decide(inner, learner, now);
      return said.ok || OURS.has(said.problem) ? said : refuse(asTheirPageSays(said.problem));
    });
    if (!answer.ok) return answer;
    if (answer.said === 'nothing-to-do') return refuse('Nothing was changed: it was so already.');
    const change = await tx.lastChange.findUnique({ where: { enrollmentId }, select: { id: true } });
    const undo = change === null ? {} : { change: change.id };
    await writeAudit(tx, desk.actor, action, `enrollment/${enrollmentId}`, { ...detail, ...undo });
    return answer;
  });
}

const NO_SUCH_COURSE = 'Nothing was changed: there is no such course of theirs any more. Look them up again.';

/** Their own *no* stands above every wish of an operator. */
async function theirNo(desk: Desk, tx: Tx, { subscriber, state }: Learner): Promise<string | null> {
  const addressHash = desk.hashAddress(subscriber.addressKey);
  if ((await tx.suppression.findUnique({ where: { addressHash } })) !== null)
    return 'Nothing was changed: their address is on the list of those that must not be mailed.';
  if (subscriber.standing === 'departed')
    return 'Nothing was changed: they have stopped all mail. Coming back is theirs to choose, on their own page or by signing up again.';
  if (state === 'left')
    return 'Nothing was changed: they have left this course. Coming back is theirs to choose, on their own page or by signing up again.';
  return null;
}

/** Said in words for the operator already. */
const OURS = new Set([HAS_FINISHED, HAS_HAD]);

/** The same rules hold as for the learner's own buttons, and their words are for the learner. */
function asTheirPageSays(problem: string): string {
  return `Nothing was changed. The same rules hold as on their own page, which would say: “${problem}”`;
}

function refuse(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
