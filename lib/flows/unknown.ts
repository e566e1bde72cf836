import { writeAudit } from '../db/audit.ts';
import { closeBatch, type LockedBatch, lockBatch, lockPeople } from '../db/batches.ts';
import { type Tx, transaction } from '../db/client.ts';
import { type Member, membersOfBatch } from '../db/members.ts';
import { overtaken } from '../db/overtaken.ts';
import type { AuditAction } from '../domain/audit.ts';
import type { Desk } from './desk/desk.ts';
import { freeAbsent } from './free-absent.ts';
import { recordAnswers } from './record-answers.ts';

/** A mail of which nobody can tell whether it left. */
export type Unknown = {
  deliveryId: string;
  subscriberId: string;
  address: string;
  kind: string;
  course: string | null;
  lesson: string | null;
  /** Real time of the last attempt. */
  attemptedAt: Date | null;
};

/** All of them, the oldest first. */
export async function unknowns({ db }: Desk): Promise<Unknown[]> {
  return db.$queryRaw<Unknown[]>`
    SELECT d."id"::text AS "deliveryId", s."id"::text AS "subscriberId", s."address", d."kind"::text AS "kind", e."courseSlug" AS "course", d."lessonSlug" AS "lesson",
           b."attemptedAt"
    FROM "Delivery" d JOIN "Batch" b ON b."id" = d."batchId" JOIN "Subscriber" s ON s."id" = d."subscriberId" LEFT JOIN "Enrollment" e ON e."id" = d."enrollmentId"
    WHERE d."state" = 'unknown' ORDER BY b."attemptedAt", d."position"`;
}

export type Resolved = { ok: true } | { ok: false; problem: string };

/** An operator has found out (from the provider's pages, or from the learner) that it arrived. */
export function itArrived(desk: Desk, deliveryId: string): Promise<Resolved> {
  return resolve(desk, 'unknown.arrived', deliveryId, async (tx, { id, lastAttemptMs }, member) => {
    const accepted = `told by the operator/${member.id}`;
    await recordAnswers(desk, tx, id, new Map([[member.id, { accepted }]]), lastAttemptMs ?? 0);
    return { ok: true };
  });
}

/**
 * An operator has found out that it never left, or would rather send it twice than not at all: here the promise "never
 * twice" ends, at a person's word. It is planned anew; not where the course has gone on meanwhile, since lessons keep
 * their order.
 */
export function sendItAgain(desk: Desk, deliveryId: string): Promise<Resolved> {
  return resolve(desk, 'unknown.send-again', deliveryId, async (tx, _batch, member) => {
    if ((await overtaken(tx, [member.id])).length > 0) {
      return {
        ok: false,
        problem:
          'The course has gone on since, and lessons are not sent out of their order. This one stands on the learner’s page. ' +
          'If it did not arrive, say that it failed.',
      };
    }
    await freeAbsent(desk, tx, [member]);
    return { ok: true };
  });
}

/** An operator has found out that it did not arrive, and it is not to be sent any more. The place stays as it is. */
export function itFailed(desk: Desk, deliveryId: string): Promise<Resolved> {
  return resolve(desk, 'unknown.failed', deliveryId, async (tx, { id }, member) => {
    const refused = 'it did not arrive, the operator says';
    await recordAnswers(desk, tx, id, new Map([[member.id, { refused }]]));
    return { ok: true };
  });
}

async function resolve(
  desk: Desk,
  action: AuditAction,
  deliveryId: string,
  decide: (tx: Tx, batch: LockedBatch, member: Member) => Promise<Resolved>,
): Promise<Resolved> {
  const nothing: Resolved = {
    ok: false,
    problem: 'Nothing was changed: no mail with this id is unknown (any more). Look at the list again.',
  };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(deliveryId)) return nothing;
  return transaction(desk.db, async (tx) => {
    const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: { batchId: true } });
    const batch = delivery?.batchId ? await lockBatch(tx, delivery.batchId) : null;
    if (!batch || batch.state === 'closed') return nothing;
    await lockPeople(tx, batch.id);
    const unknown = await tx.delivery.count({ where: { id: deliveryId, state: 'unknown' } });
    const member = (await membersOfBatch(tx, batch.id)).find(({ id }) => id === deliveryId);
    if (unknown === 0 || !member) return nothing;
    const resolved = await decide(tx, batch, member);
    if (resolved.ok) await writeAudit(tx, desk.actor, action, `delivery/${deliveryId}`);
    const left = await membersOfBatch(tx, batch.id);
    if (resolved.ok && left.length === 0) await closeBatch(tx, batch.id, 'resolved');
    return resolved;
  });
}
