import { groupBy } from '../../domain/group-by.ts';
import type { ListCursor } from '../../domain/list-cursor.ts';
import type { Tx } from '../client.ts';

export type PersonMail = Awaited<ReturnType<typeof readMails>>[number];

/** One person's mails, the newest first, each with what the provider reported. */
export async function readMails(
  tx: Tx,
  subscriberId: string,
  { after, limit }: { after: ListCursor | null; limit: number },
) {
  const beyond = after && {
    OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }],
  };
  const rows = await tx.delivery.findMany({
    where: { subscriberId, ...beyond },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: {
      ...{ id: true, kind: true, state: true, reason: true, lessonSlug: true, round: true, requested: true },
      ...{ createdAt: true, dueAt: true, sentAt: true, editionHash: true, batchId: true },
      enrollment: { select: { courseSlug: true } },
    },
  });
  const editions = await tx.edition.findMany({
    where: { hash: { in: rows.flatMap(({ editionHash }) => editionHash ?? []) } },
    select: { hash: true, subject: true },
  });
  const subjects = new Map(editions.map(({ hash, subject }) => [hash, subject]));
  const events = await tx.providerEvent.findMany({
    where: { deliveryId: { in: rows.map(({ id }) => id) } },
    orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
    select: { deliveryId: true, type: true, detail: true, occurredAt: true },
  });
  const reports = groupBy(events, ({ deliveryId }) => deliveryId);
  return rows.map(({ editionHash, batchId, enrollment, ...mail }) => ({
    ...mail,
    course: enrollment?.courseSlug ?? null,
    subject: subjects.get(editionHash ?? '') ?? null,
    /** Its words were put together, so that they can be shown. */
    isMade: editionHash !== null && batchId !== null,
    reports: (reports.get(mail.id) ?? []).map(({ type, detail, occurredAt: at }) => ({ type, detail, at })),
  }));
}
