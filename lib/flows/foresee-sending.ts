import { transaction } from '../db/client.ts';
import { endPauses, takeDue } from '../db/take-due.ts';
import type { Runtime } from '../runtime.ts';
import { decide } from './plan.ts';
import { whyClosed } from './turn.ts';

/** So many are decided about; whoever wants to know more of a backlog asks again when it is shorter. */
const MOST = 1000;

export type ForeseenSending = {
  /** Why nothing would leave now; null when it would. */
  closed: string | null;
  /** What would leave, by kind and lesson, the most first. */
  leaves: { kind: string; lesson: string | null; mails: number }[];
  /** What would not, by reason. */
  skipped: { reason: string; mails: number }[];
  /** Would be looked at again in a few minutes. */
  held: number;
  /** Whether more is due than was looked at. */
  more: boolean;
};

/** Takes a transaction back, with what was found out in it. */
class TakenBack extends Error {
  readonly foreseen: Omit<ForeseenSending, 'closed'>;
  constructor(foreseen: Omit<ForeseenSending, 'closed'>) {
    super('taken back');
    this.foreseen = foreseen;
  }
}

/**
 * What planning would decide now. It is decided as always, in a transaction that is taken back, so nothing changes and
 * nothing leaves. What another worker is planning at this moment is not in it.
 */
export async function foreseeSending(runtime: Runtime): Promise<ForeseenSending> {
  const closed = await whyClosed(runtime);
  try {
    return await transaction(runtime.db, async (tx) => {
      const now = await runtime.now(tx);
      await endPauses(tx, now);
      const ids = await takeDue(tx, now, MOST + 1);
      const { planned, skipped, held } = await decide(runtime, tx, ids.slice(0, MOST), now);
      throw new TakenBack({
        leaves: count(planned, ({ kind, lessonSlug: lesson }) => ({ kind, lesson })),
        skipped: count(skipped, ({ reason }) => ({ reason })),
        held: held.length,
        more: ids.length > MOST,
      });
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    return { closed: closed?.reason ?? null, ...error.foreseen };
  }
}

function count<Item, Key extends object>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): (Key & { mails: number })[] {
  const counts = new Map<string, Key & { mails: number }>();
  for (const item of items) {
    const key = keyOf(item);
    const name = JSON.stringify(key);
    counts.set(name, { ...key, mails: (counts.get(name)?.mails ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.mails - a.mails);
}
