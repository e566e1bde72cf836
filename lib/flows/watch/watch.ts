import { writeAudit } from '../../db/audit.ts';
import { type Tx, transaction } from '../../db/client.ts';
import { stopSender } from '../../db/sender.ts';
import { alertInWords, stopsSending } from '../../domain/alert.ts';
import { intentOf, priorityOf } from '../../domain/delivery.ts';
import type { Runtime } from '../../runtime.ts';
import { allOperators } from '../sign-in/operators.ts';
import { tellWebhook } from './tell-webhook.ts';
import { troubles } from './troubles.ts';

/**
 * Looks whether something is broken. What begins is written down, mailed to the operators and posted once, however many
 * workers notice; and so is its end, but for the mail. A wave of bounces or complaints turns sending off when it begins:
 * an operator who turns it on again while it lasts is not overruled.
 */
export async function watch(runtime: Runtime): Promise<void> {
  const now = await troubles(runtime);
  await transaction(runtime.db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('watch', 0))`;
    const open = await tx.alert.findMany({ where: { endedAt: null } });
    const kinds = new Set<string>(now.map(({ kind }) => kind));
    const over = open.filter(({ kind }) => !kinds.has(kind)).map(({ id }) => id);
    await tx.$executeRaw`UPDATE "Alert" SET "endedAt" = clock_timestamp() WHERE "id" = ANY(${over}::uuid[])`;
    for (const { kind, detail } of now) {
      if (open.some((alert) => alert.kind === kind)) continue;
      const { id } = await tx.alert.create({ data: { kind, detail } });
      runtime.log.error({ alert: kind, detail }, 'something is broken');
      if (stopsSending(kind)) await stopForThreshold(tx, alertInWords(kind, detail).what);
      await mailOperators(runtime, tx, id);
    }
  });
  await tellWebhook(runtime);
}

async function stopForThreshold(tx: Tx, reason: string): Promise<void> {
  await stopSender(tx, reason.replace(/\.$/, ''));
  await writeAudit(tx, { by: 'threshold' }, 'sending.stop', null, { reason });
}

/** Mail may be what is broken: then it waits with the rest, and the webhook and the exit code of `status` say it. */
async function mailOperators(runtime: Runtime, tx: Tx, alertId: string): Promise<void> {
  const now = await runtime.now(tx);
  for (const { id, email } of await allOperators(tx, runtime.env)) {
    const { id: subscriberId } = await tx.subscriber.upsert({
      where: { addressKey: email },
      create: { address: email, addressKey: email, timeZone: 'UTC' },
      update: {},
    });
    await tx.delivery.create({
      data: {
        kind: 'alert',
        intent: intentOf.alert(alertId, id),
        priority: priorityOf('alert'),
        subscriberId,
        dueAt: now,
        createdAt: now,
      },
    });
  }
  await runtime.queue.wakePlan(tx);
}
