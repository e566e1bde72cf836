import { randomUUID } from 'node:crypto';
import type { Tx } from '../db/client.ts';
import { withinLimit } from '../db/limit.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Learner } from './as-learner.ts';
import type { Said } from './said.ts';

/** Per person: the page they press it on stands behind links that people pass on. */
const AT_ONCE = { most: 1, seconds: 600 };
const PER_DAY = { most: 3, seconds: 86_400 };

/**
 * The button “Send me the link to my data”. The mail goes to the learner's own address, so that nobody sees or changes
 * what is held who has only been forwarded a lesson. Whoever has stopped all mail gets it too: they asked for it now.
 */
export function requestDataLink(runtime: Runtime, token: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    const addressHash = runtime.hashAddress(learner.subscriber.addressKey);
    if (await tx.suppression.findUnique({ where: { addressHash } }))
      return { ok: false, problem: MAIL_IS_STOPPED };
    const key = `address/${addressHash}/data`;
    if (!(await withinLimit(tx, `${key}/at-once`, AT_ONCE.most, AT_ONCE.seconds)))
      return { ok: false, problem: SENT_JUST_NOW };
    if (!(await withinLimit(tx, `${key}/day`, PER_DAY.most, PER_DAY.seconds)))
      return { ok: false, problem: SENT_OFTEN };
    await scheduleDataLink(tx, learner, now);
    await runtime.queue.wakePlan(tx);
    return { ok: true, said: 'data-link-sent' };
  });
}

const MAIL_IS_STOPPED =
  'Mail to your address is stopped, so we can’t send you the link. Write to us: we show you what we hold, change it or delete it.';
const SENT_JUST_NOW =
  'A link was sent to you within the last ten minutes. Look for it in your mail, or ask again a little later.';
const SENT_OFTEN = 'Three links were sent to you within a day. Please ask again tomorrow, or write to us.';

async function scheduleDataLink(tx: Tx, { id: enrollmentId, subscriberId }: Learner, now: Date) {
  const id = randomUUID();
  await tx.delivery.create({
    data: {
      id,
      kind: 'data',
      intent: intentOf.data(id),
      priority: priorityOf('data'),
      subscriberId,
      enrollmentId,
      dueAt: now,
      createdAt: now,
    },
  });
}
