import type { Tx } from '../db/client.ts';
import type { SignUp } from '../db/generated/client.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import type { Runtime } from '../runtime.ts';

const DAY_MS = 86_400_000;

/** The source of requests that may lead to a link, never to a confirmation. */
export const LOST_LINK = 'lost link';

/** Schedules the mail a sign-up leads to, if any. Also used when it is asked for again. */
export async function mailFor(runtime: Runtime, tx: Tx, signUp: SignUp, now: Date): Promise<void> {
  const addressHash = runtime.hashAddress(signUp.addressKey);
  if (await tx.suppression.findUnique({ where: { addressHash } })) return;
  if (await personHasMoved(tx, signUp)) return;

  const enrollment = await tx.enrollment.findFirst({
    where: { courseSlug: signUp.courseSlug, subscriber: { addressKey: signUp.addressKey } },
  });
  if (enrollment) await scheduleLink(tx, enrollment, signUp, now);
  else if (signUp.source !== LOST_LINK) await scheduleConfirmation(tx, signUp, now);
  else return;
  await runtime.queue.wakePlan(tx);
}

/**
 * Asked for at an address its person has left since. Mailing there would make somebody new of it and take the request from
 * the one who made it, who could then not erase it any more.
 */
async function personHasMoved(tx: Tx, { subscriberId: id, addressKey }: SignUp): Promise<boolean> {
  if (id === null) return false;
  return (await tx.subscriber.findFirst({ where: { id, addressKey }, select: { id: true } })) === null;
}

async function scheduleConfirmation(tx: Tx, { id, resends, ...asked }: SignUp, now: Date): Promise<void> {
  const subscriber = await rememberPerson(tx, asked);
  // Whoever is known has a zone already; the date the mail names and the one that is kept must agree.
  await tx.signUp.update({
    where: { id },
    data: { subscriberId: subscriber.id, timeZone: subscriber.timeZone },
  });
  await tx.delivery.create({
    data: {
      kind: 'confirmation',
      intent: intentOf.confirmation(id, resends),
      priority: priorityOf('confirmation'),
      subscriberId: subscriber.id,
      signUpId: id,
      dueAt: now,
      createdAt: now,
    },
  });
}

/** Until somebody confirms, the newest request says how to write to them and where they are; after that, they do. */
async function rememberPerson(
  tx: Tx,
  { address, addressKey, timeZone }: Pick<SignUp, 'address' | 'addressKey' | 'timeZone'>,
) {
  const subscriber = await tx.subscriber.upsert({
    where: { addressKey },
    create: { address, addressKey, timeZone },
    update: {},
  });
  if (subscriber.standing !== 'pending') return subscriber;
  return tx.subscriber.update({ where: { addressKey }, data: { address, timeZone } });
}

/** The link to one's own page, at most once a day. */
async function scheduleLink(
  tx: Tx,
  { id: enrollmentId, subscriberId }: { id: string; subscriberId: string },
  { id, resends }: SignUp,
  now: Date,
): Promise<void> {
  const recent = await tx.delivery.findFirst({
    where: { kind: 'link', subscriberId, createdAt: { gt: new Date(now.getTime() - DAY_MS) } },
  });
  if (recent) return;
  await tx.delivery.create({
    data: {
      kind: 'link',
      intent: intentOf.link(id, resends),
      priority: priorityOf('link'),
      subscriberId,
      enrollmentId,
      dueAt: now,
      createdAt: now,
    },
  });
}
