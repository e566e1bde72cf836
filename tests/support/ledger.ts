import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Runtime } from '#lib/runtime.ts';
import type { Provider } from './provider.ts';

/**
 * Waits until so many lessons are sent and no batch is open any more. The database may be away meanwhile.
 * @throws with what is there instead, when it takes longer than `withinMs`
 */
export async function untilLessonsSent({ db }: Runtime, count: number, withinMs = 90_000): Promise<void> {
  const isSettled = async () => {
    const sent = await db.delivery.count({ where: { kind: 'lesson', state: 'sent' } });
    return sent === count && (await db.batch.count({ where: { state: { not: 'closed' } } })) === 0;
  };
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(100)) {
    if (await isSettled().catch(() => false)) return;
  }
  const deliveries = await db.delivery.groupBy({ by: ['kind', 'state', 'reason'], _count: true });
  const batches = await db.batch.findMany({ where: { state: { not: 'closed' } } });
  throw new Error(`not settled in time: ${JSON.stringify({ deliveries, batches })}`);
}

/** The provider's list and ours say the same: every mail it took is one delivery marked sent, and the other way round. */
export async function expectSameLedger({ db }: Runtime, provider: Provider): Promise<void> {
  const theirs = (await provider.accepted()).map(
    ({ id, tags }) => `${tags.find(({ name }) => name === 'delivery')?.value} ${id}`,
  );
  const sent = await db.delivery.findMany({ where: { state: 'sent' } });
  expect(theirs.toSorted()).toEqual(sent.map(({ id, providerId }) => `${id} ${providerId}`).toSorted());
}

/** Who got how many mails, as the provider knows it: "ada, ben, ben". */
export async function recipients(provider: Provider): Promise<string> {
  const mails = await provider.accepted();
  const names = mails.flatMap(({ to }) => to.map((address) => address.split('@')[0] ?? address));
  return names.toSorted().join(', ');
}
