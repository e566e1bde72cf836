import type { Tx } from '../db/client.ts';
import { withinLimit } from '../db/limit.ts';
import { parseAddress } from '../domain/address.ts';
import { type DeliveryKind, intentOf, priorityOf } from '../domain/delivery.ts';
import type { Runtime } from '../runtime.ts';
import { type Answer, asDataOwner, type DataOwner } from './data-owner.ts';
import { endOpen, type Mailbox } from './move-address.ts';

const DAY_S = 86_400;
/** Both addresses must have said yes within so long (course time). */
const CONFIRM_WITHIN_MS = DAY_S * 1000;
/** Asked by one person, and asked of one address, whoever asks: no mailbox is to be bombed. */
const PER_DAY = 3;

/**
 * “Move to this address.” Both get a mail, and nothing changes until both have said yes. The answer is the same whether
 * the new one has a place here, must not be written to, or is anybody's: only its own mailbox learns that.
 */
export function askForAddress(runtime: Runtime, token: string, typed: string): Promise<Answer> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return Promise.resolve({ ok: false, problem: parsed.problem });
  return asDataOwner(runtime, token, async (tx, owner, now) => {
    if (parsed.key === owner.addressKey) return { ok: false, problem: IS_YOURS };
    const asks = `address/${runtime.hashAddress(owner.addressKey)}/moves`;
    if (!(await withinLimit(tx, asks, PER_DAY, DAY_S))) return { ok: false, problem: ASKED_OFTEN };
    await endOpen(tx, owner.id, now);
    const { id } = await tx.addressChange.create({
      data: {
        ...{ subscriberId: owner.id, address: parsed.address, addressKey: parsed.key },
        ...{ requestedAt: now, expiresAt: new Date(now.getTime() + CONFIRM_WITHIN_MS) },
      },
    });
    await scheduleAddressMail(tx, 'old_address', { ...owner, changeId: id }, now);
    const isAsked = `address/${runtime.hashAddress(parsed.key)}/asked-as-new`;
    if (await withinLimit(tx, isAsked, PER_DAY, DAY_S)) await askNew(tx, owner, { id, to: parsed }, now);
    await runtime.queue.wakePlan(tx);
    return { ok: true };
  });
}

const IS_YOURS = 'We write to this address already. Enter the other one.';
const ASKED_OFTEN = 'You have asked for another address three times within a day. Please try again tomorrow.';

/** “Take it back”: from the page of one's data. Nothing changes, and the links in both mails are over. */
export function takeAddressBack(runtime: Runtime, token: string): Promise<Answer> {
  return asDataOwner(runtime, token, async (tx, owner, now) => {
    await endOpen(tx, owner.id, now);
    return { ok: true };
  });
}

async function askNew(tx: Tx, owner: DataOwner, { id, to }: { id: string; to: Mailbox }, now: Date) {
  const owns = await tx.subscriber.findUnique({ where: { addressKey: to.key }, select: { id: true } });
  await scheduleAddressMail(tx, owns ? 'taken_address' : 'new_address', { ...owner, changeId: id }, now);
}

/** One mail of a change; where it goes follows from its kind. */
export async function scheduleAddressMail(
  tx: Tx,
  kind: Extract<DeliveryKind, 'old_address' | 'new_address' | 'taken_address'>,
  of: { id: string; enrollmentId: string | null; changeId: string },
  now: Date,
): Promise<void> {
  await tx.delivery.create({
    data: {
      kind,
      intent: intentOf.address(kind, of.changeId),
      priority: priorityOf(kind),
      subscriberId: of.id,
      enrollmentId: of.enrollmentId,
      addressChangeId: of.changeId,
      dueAt: now,
      createdAt: now,
    },
  });
}
