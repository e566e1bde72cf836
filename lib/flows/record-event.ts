import { type Tx, transaction } from '../db/client.ts';
import { lockPerson } from '../db/people.ts';
import { report, softBouncesOf, storeEvent, wakeInDoubt } from '../db/reports.ts';
import { suppress } from '../db/suppress.ts';
import { type ProviderEvent, suppressionAfter } from '../domain/provider-event.ts';
import { sentTo } from '../domain/sent-to.ts';
import { softBouncesAreFinal } from '../domain/soft-bounces.ts';
import type { Runtime } from '../runtime.ts';
import { recordConsent } from './record-consent.ts';
import { stopAllMail } from './stop-all-mail.ts';

/**
 * Writes down one report of the provider, with what follows from it, in one transaction. Any order and any repetition
 * ends the same, and an event may come before our own record of the acceptance or after its delivery is gone.
 *
 * A delivery that nobody knows to have left is not marked sent here: the event is evidence, and its batch is looked at
 * again at once.
 * @param id the provider's id of the event
 */
export async function recordEvent(
  runtime: Runtime,
  id: string,
  event: ProviderEvent,
): Promise<'recorded' | 'repeated' | 'not kept'> {
  if (event.effect === 'none') return 'not kept';
  const result = await transaction(runtime.db, async (tx) => {
    const occurredAt = await storeEvent(tx, id, event);
    if (occurredAt === null) return 'repeated' as const;
    const delivery = await deliveryOf(tx, event);
    // The batch before its people, as freeze and record lock them.
    const doubted = delivery?.batchId ? await wakeInDoubt(tx, delivery.batchId) : null;
    if (doubted) await runtime.queue.deliver(tx, doubted);
    await stopIfCalledFor(
      runtime,
      tx,
      event,
      delivery && (sentTo(delivery.slots) ?? delivery.subscriber.addressKey),
    );
    if (delivery && event.effect !== 'accepted' && event.effect !== 'none')
      await report(tx, delivery.id, event.effect, occurredAt);
    return 'recorded' as const;
  });
  const { type, deliveryId: delivery } = event;
  runtime.log.info({ event: id, type, delivery }, `an event was ${result}`);
  return result;
}

async function deliveryOf(tx: Tx, { deliveryId }: ProviderEvent) {
  if (deliveryId === null) return null;
  return tx.delivery.findUnique({
    where: { id: deliveryId },
    select: { id: true, batchId: true, slots: true, subscriber: { select: { addressKey: true } } },
  });
}

/**
 * Mail that came back for good or was complained about ends all mail to its address, whoever it belongs to by now.
 * @param receiver of a delivery that is still known: not its person's address, if they have moved since, or only want to
 */
async function stopIfCalledFor(
  runtime: Runtime,
  tx: Tx,
  event: ProviderEvent,
  receiver: string | null,
): Promise<void> {
  const addressKey = receiver ?? onlyRecipient(event);
  if (addressKey === null) return;
  const clear = suppressionAfter(event);
  if (clear === null && event.effect !== 'soft bounce') return;

  const person = await tx.subscriber.findUnique({ where: { addressKey }, select: { id: true } });
  // Locked before the bounces are counted: of two at the same moment, the second must see the first.
  const isHere = person !== null && (await lockPerson(tx, person.id));
  const reason =
    clear ?? (isHere && (await hasBouncedTooOften(tx, person.id, addressKey)) ? 'bounced' : null);
  if (reason === null) return;
  await suppress(tx, runtime.hashAddress(addressKey), reason, isHere ? person.id : null);
  if (!isHere) return;
  const now = await runtime.now(tx);
  await stopAllMail(tx, person.id, now);
  if (reason === 'complained') await recordComplaint(tx, person.id, now);
}

/** With several recipients nobody can say whose mailbox it was. Our own mail always has one. */
function onlyRecipient({ recipients }: ProviderEvent): string | null {
  const [only, ...others] = new Set(recipients);
  return only !== undefined && others.length === 0 ? only : null;
}

async function hasBouncedTooOften(tx: Tx, subscriberId: string, addressKey: string): Promise<boolean> {
  return softBouncesAreFinal(await softBouncesOf(tx, subscriberId, addressKey));
}

/** A complaint takes every consent back. Once: the next one finds nothing left to take. */
async function recordComplaint(tx: Tx, subscriberId: string, now: Date): Promise<void> {
  const latest = await tx.consent.findFirst({ where: { subscriberId }, orderBy: { recordedAt: 'desc' } });
  if (latest?.action === 'withdrawn' && latest.scope === 'everything') return;
  await recordConsent(tx, {
    subscriberId,
    scope: 'everything',
    action: 'withdrawn',
    source: 'complaint',
    at: now,
  });
}
