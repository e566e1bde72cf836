import type { Tx } from '../db/client.ts';
import type { Foreseen } from '../domain/forecast.ts';
import { describeSlot, formatWhen, parseSlot, type Slot, type SlotInput } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, type Learner, learnerSlot, openDate, readLearner } from './as-learner.ts';
import { type Move, movesTo } from './change-schedule.ts';
import { foreseeDates } from './foresee-dates.ts';
import { nextOf } from './promised.ts';

/** So many dates show the rhythm. */
const DATES_SHOWN = 3;

export type SchedulePreview = {
  slot: Slot;
  slotText: string;
  /** The learner has just these times. */
  isPresent: boolean;
  /** What comes next that can still be moved; null where nothing has a date. `name` is “lesson 4” or “the closing mail”. */
  next: { name: string; title: string | null; when: string; before: string | null } | null;
  /** When the ones after it come. */
  later: string[];
  /** The instant of the next date, for `changeSchedule` to compare; null for none. */
  nextIso: string | null;
  /** The new zone holds for the person's other courses as well. */
  movesOthers: boolean;
};

export type Previewed = { ok: true; preview: SchedulePreview } | { ok: false; problem: string };

/**
 * What would come of other times, by the rules that saving them follows. Changes nothing.
 * @returns null for a link that is not one of ours
 */
export async function previewSchedule(
  runtime: Runtime,
  token: string,
  input: SlotInput,
): Promise<Previewed | null> {
  const id = runtime.tokens.verify(token, 'manage');
  if (id === null) return null;
  const parsed = parseSlot(input);
  if (!parsed.ok) return parsed;
  return runtime.db.$transaction(
    async (tx) => {
      if ((await tx.enrollment.count({ where: { id } })) === 0) return null;
      return { ok: true, preview: await previewOf(runtime, tx, await readLearner(tx, id), parsed.slot) };
    },
    { isolationLevel: 'RepeatableRead' },
  );
}

async function previewOf(runtime: Runtime, tx: Tx, learner: Learner, slot: Slot): Promise<SchedulePreview> {
  const now = await runtime.now(tx);
  const moves = await movesTo(tx, learner, slot, now);
  const moved = new Map(moves.map((move) => [move.learner.id, { slot: move.slot, nextAt: nextAtBy(move) }]));
  // What was asked for just now leaves as it is; the first date to move is the one after it.
  const movable = (dates: Foreseen[]) => dates.slice(openDate(learner)?.requested ? 1 : 0);
  const before = movable(await foreseeDates(runtime, tx, learner, now));
  const after = movable(await foreseeDates(runtime, tx, learner, now, moved));
  const present = learnerSlot(learner);
  const [next, ...later] = after;
  return {
    slot,
    slotText: describeSlot(slot),
    isPresent: describeSlot(slot) === describeSlot(present) && next?.at.getTime() === before[0]?.at.getTime(),
    next: next
      ? {
          ...(await named(tx, learner, next)),
          when: formatWhen(next.at, slot.timeZone),
          before: before[0] ? formatWhen(before[0].at, present.timeZone) : null,
        }
      : null,
    later: later.slice(0, DATES_SHOWN - 1).map(({ at }) => formatWhen(at, slot.timeZone)),
    nextIso: nextOf(moves[0].dates)?.toISOString() ?? null,
    movesOthers: moves.slice(1).some((move) => nextAtBy(move) !== null),
  };
}

function nextAtBy({ learner, dates }: Move): Date | null {
  const open = openDate(learner);
  return open?.requested ? open.dueAt : nextOf(dates);
}

async function named(
  tx: Tx,
  learner: Learner,
  { slug }: Foreseen,
): Promise<{ name: string; title: string | null }> {
  const { lessons } = (await courseOf(tx, learner)).course;
  const at = lessons.findIndex((lesson) => lesson.slug === slug);
  const lesson = lessons[at];
  return lesson
    ? { name: `lesson ${at + 1}`, title: lesson.title }
    : { name: 'the closing mail', title: null };
}
