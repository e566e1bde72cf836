import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db/client.ts';
import { readSituation, type Situation } from '../db/situation.ts';
import type { SaidCode } from './said.ts';

/** So long a change can be undone (course time). */
const UNDO_FOR_MS = 10 * 60_000;

/** What changes nothing about the course, and so leaves the last change what it was. */
const NO_CHANGE = [
  'nothing-to-do',
  'look-again',
  'reason-told',
  'data-link-sent',
  'sent-again',
] as const satisfies SaidCode[];
/** What can't be taken back, because a lesson leaves at once, or because nothing was changed. */
const NOT_UNDONE = ['resumed-now', 'sent-now', 'begun', 'undone', ...NO_CHANGE] as const satisfies SaidCode[];
export type Undoable = Exclude<SaidCode, (typeof NOT_UNDONE)[number]>;

/** An operator put the address on the list of those that are not mailed. Only the desk takes that back. */
export const SUPPRESSED = 'suppressed';

export type LastChange = {
  id: string;
  said: Undoable | typeof SUPPRESSED;
  before: Situation;
  after: Situation;
};

export function isUndoable(said: SaidCode): said is Undoable {
  return !(NOT_UNDONE as readonly SaidCode[]).includes(said);
}

/** Keeps what a learner changed last in this course, and how they stood before. The change before it can't be undone any more. */
export async function rememberChange(
  tx: Tx,
  { id: enrollmentId, subscriberId }: { id: string; subscriberId: string },
  { said, before, at }: { said: SaidCode | typeof SUPPRESSED; before: Situation; at: Date },
): Promise<void> {
  const after = await readSituation(tx, subscriberId);
  if (said !== SUPPRESSED && !isUndoable(said)) {
    // What a lesson has followed is over.
    if (!(NO_CHANGE as readonly SaidCode[]).includes(said))
      await tx.lastChange.deleteMany({ where: { enrollmentId } });
    return;
  }
  if (isDeepStrictEqual(before, after)) return;
  const change = { said, before, after, at };
  await tx.lastChange.deleteMany({ where: { enrollmentId } });
  await tx.lastChange.create({ data: { enrollmentId, ...change } });
}

/** What the learner changed last in this course, if it can still be undone: within ten minutes, while nothing has come of it. */
export async function undoableChange(
  tx: Tx,
  learner: { id: string; subscriberId: string },
  now: Date,
): Promise<(LastChange & { said: Undoable }) | null>;
export async function undoableChange(
  tx: Tx,
  learner: { id: string; subscriberId: string },
  now: Date,
  at: 'own page' | 'desk',
): Promise<LastChange | null>;
export async function undoableChange(
  tx: Tx,
  { id: enrollmentId, subscriberId }: { id: string; subscriberId: string },
  now: Date,
  at: 'own page' | 'desk' = 'own page',
): Promise<LastChange | null> {
  const row = await tx.lastChange.findUnique({ where: { enrollmentId } });
  if (!row || now.getTime() - row.at.getTime() > UNDO_FOR_MS) return null;
  // Written by rememberChange, in this form.
  const change = row as unknown as LastChange;
  if (change.said === SUPPRESSED && at !== 'desk') return null;
  const present = await readSituation(tx, subscriberId);
  return holds(change, enrollmentId, present) ? change : null;
}

/** A new round may have begun by now: going back from it takes nothing away. All else must be as the change left it. */
function holds({ said, after }: LastChange, enrollmentId: string, present: Situation): boolean {
  const [then, is] = [after.courses[enrollmentId], present.courses[enrollmentId]];
  if (after.standing !== present.standing || !then || !is) return false;
  if (said !== 'started-again') return isDeepStrictEqual(then, is);
  return then.state === is.state && then.round === is.round;
}
