import { type Db, type Tx, transaction } from '../db/client.ts';
import type { AddressChange } from '../db/generated/client.ts';
import { lockPerson } from '../db/people.ts';
import type { Runtime } from '../runtime.ts';
import { scheduleAddressMail } from './change-address.ts';
import { endOpen, isTaken, lockAddresses, moveAddress } from './move-address.ts';

export type AddressView = {
  /** Which of the two addresses the link was mailed to. */
  side: 'old' | 'new';
  /** `said yes`: this side has, and the other not yet. `over`: too late, taken back, or not possible, which is not told apart. */
  state: 'open' | 'said yes' | 'done' | 'over';
  /** The new address. */
  address: string;
};

/** What a link from one of the two mails leads to. Looking changes nothing; null for a link that is not ours. */
export async function addressView(runtime: Runtime, token: string): Promise<AddressView | null> {
  const asked = await askedBy(runtime, runtime.db, token);
  if (!asked) return null;
  const { side, change } = asked;
  return { side, state: stateOf(asked, await runtime.now()), address: change.address };
}

/** “Yes”: the second yes of the two moves the person, unless the address has got a place of its own by then. */
export function confirmAddress(runtime: Runtime, token: string): Promise<void> {
  return onChange(runtime, token, async (tx, { side, change, person, enrollmentId }, now) => {
    const yes = { [side === 'old' ? 'oldConfirmedAt' : 'newConfirmedAt']: now };
    const said = await tx.addressChange.update({ where: { id: change.id }, data: yes });
    if (!said.oldConfirmedAt || !said.newConfirmedAt) return;
    const to = { address: change.address, key: change.addressKey };
    if (await isTaken(runtime, tx, to)) {
      await endOpen(tx, person.id, now);
      await scheduleAddressMail(tx, 'taken_address', { ...person, enrollmentId, changeId: change.id }, now);
      return runtime.queue.wakePlan(tx);
    }
    await moveAddress(runtime, tx, person, to, now);
    await tx.addressChange.update({ where: { id: change.id }, data: { doneAt: now } });
  });
}

/** “No, keep my address”: from the mail to the old one. */
export function refuseAddress(runtime: Runtime, token: string): Promise<void> {
  return onChange(runtime, token, async (tx, { side, person }, now) => {
    if (side === 'old') await endOpen(tx, person.id, now);
  });
}

type Asked = NonNullable<Awaited<ReturnType<typeof askedBy>>>;

/** The change that a link asks about, as its mail knows it. */
async function askedBy({ tokens }: Runtime, db: Db | Tx, token: string) {
  const id = tokens.verify(token, 'address');
  const mail =
    id === null ? null : await db.delivery.findUnique({ where: { id }, include: { subscriber: true } });
  if (!mail?.addressChangeId || (mail.kind !== 'old_address' && mail.kind !== 'new_address')) return null;
  const change = await db.addressChange.findUnique({ where: { id: mail.addressChangeId } });
  if (!change) return null;
  const side = mail.kind === 'old_address' ? ('old' as const) : ('new' as const);
  return { side, change, person: mail.subscriber, enrollmentId: mail.enrollmentId };
}

function stateOf({ side, change }: { side: 'old' | 'new'; change: AddressChange }, now: Date) {
  if (change.doneAt) return 'done';
  if (change.endedAt || change.expiresAt <= now) return 'over';
  return (side === 'old' ? change.oldConfirmedAt : change.newConfirmedAt) ? 'said yes' : 'open';
}

/** Runs one decision about a change that is open, with both addresses and the person locked. Otherwise nothing happens. */
function onChange(
  runtime: Runtime,
  token: string,
  decide: (tx: Tx, asked: Asked, now: Date) => Promise<void>,
): Promise<void> {
  return transaction(runtime.db, async (tx) => {
    const before = await askedBy(runtime, tx, token);
    if (!before) return;
    await lockAddresses(tx, [before.person.addressKey, before.change.addressKey]);
    if (!(await lockPerson(tx, before.person.id))) return;
    const asked = await askedBy(runtime, tx, token);
    const now = await runtime.now(tx);
    if (!asked || asked.person.addressKey !== before.person.addressKey) return;
    const state = stateOf(asked, now);
    if (state === 'open' || state === 'said yes') await decide(tx, asked, now);
  });
}
