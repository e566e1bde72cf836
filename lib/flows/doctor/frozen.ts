import { Prisma, type Tx } from '../../db/client.ts';
import { editionsByHash } from '../../db/publications.ts';
import type { DeliveryKind } from '../../domain/delivery.ts';
import type { Edition } from '../../domain/edition.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Envelope, Message } from '../../domain/message.ts';
import { bodyHash } from '../../mail/body-hash.ts';
import { compose } from '../../mail/compose.ts';
import type { Runtime } from '../../runtime.ts';
import { type Examination, type Finding, find, found } from './finding.ts';

/** So many batches are rendered again. */
const SAMPLE = 100;

/** I12: what left is the same bytes at every attempt, and can be shown again from what is stored. */
export async function frozen(examination: Examination): Promise<Finding[]> {
  return [
    ...(await find(
      examination.tx,
      'I12',
      'The outbox holds other bytes under these batches’ keys than were frozen.',
      Prisma.sql`
        SELECT DISTINCT b."id" FROM "Batch" b JOIN "OutboxMessage" m ON m."idempotencyKey" = b."id"::text
        WHERE m."bodyHash" <> b."bodyHash"`,
    )),
    ...(await renderAgain(examination)),
  ];
}

/** `bodyHash` is null where somebody was erased from it: it would tell their mail from others. */
type SentBatch = { id: string; envelope: Envelope | null; bodyHash: string | null; wasInDoubt: boolean };
type SentMember = {
  batchId: string;
  id: string;
  kind: DeliveryKind;
  enrollmentId: string | null;
  signUpId: string | null;
  editionHash: string | null;
  slots: Record<string, string> | null;
  position: number | null;
  address: string;
  courseSlug: string | null;
};

async function renderAgain({ runtime, tx, note }: Examination): Promise<Finding[]> {
  const batches = await tx.$queryRaw<SentBatch[]>`
    SELECT "id"::text AS "id", "envelope", "bodyHash", "doubtSince" IS NOT NULL AS "wasInDoubt" FROM "Batch"
    WHERE "state" = 'closed' AND "outcome" = 'accepted' AND "attempt" > 0
    ORDER BY "createdAt" DESC LIMIT ${SAMPLE}`;
  const members = await membersOf(tx, batches);
  const editions = await editionsByHash(
    tx,
    [...members.values()].flat().flatMap(({ editionHash }) => editionHash ?? []),
  );
  const changed: string[] = [];
  let cannot = 0;
  for (const batch of batches) {
    const verdict = judge(runtime, batch, members.get(batch.id) ?? [], editions);
    if (verdict === 'other bytes') changed.push(batch.id);
    if (verdict === 'cannot be shown') cannot++;
  }
  if (cannot > 0)
    note(
      `${cannot} of the newest ${batches.length} batches can’t be shown again: somebody was erased, a key retired, or some of it turned out not to have left`,
    );
  return found(
    'I12',
    'These batches are no longer the bytes that left: something stored was changed, or how mail is rendered.',
    changed,
  );
}

/**
 * A batch whose members are not all there any more can't be told from a changed one. So it only counts as changed where
 * nobody is seen to be missing: its hash is kept, positions have no hole, and it was never in doubt.
 */
function judge(
  { tokens }: Runtime,
  { envelope, bodyHash: hash, wasInDoubt }: SentBatch,
  members: readonly SentMember[],
  editions: ReadonlyMap<string, Edition>,
): 'same' | 'other bytes' | 'cannot be shown' {
  if (!envelope || hash === null || members.length === 0) return 'cannot be shown';
  const messages: Message[] = [];
  for (const { id: deliveryId, address, courseSlug, editionHash, slots, ...member } of members) {
    const edition = editions.get(editionHash ?? '');
    if (!edition || !slots) return 'other bytes';
    if (courseSlug === null) return 'cannot be shown';
    const facts = { ...member, deliveryId, courseSlug, edition, slots, to: slots.to ?? address };
    try {
      messages.push(compose(facts, envelope, tokens));
    } catch {
      // A retired key, or a row that its links were made from and that is gone.
      return 'cannot be shown';
    }
  }
  if (bodyHash(messages) === hash) return 'same';
  const isWhole = members.every(({ position }, index) => position === index);
  return isWhole && !wasInDoubt ? 'other bytes' : 'cannot be shown';
}

async function membersOf(tx: Tx, batches: readonly SentBatch[]): Promise<Map<string, SentMember[]>> {
  const rows = await tx.$queryRaw<SentMember[]>`
    SELECT d."batchId"::text AS "batchId", d."id"::text AS "id", d."kind", d."enrollmentId"::text AS "enrollmentId",
      d."signUpId"::text AS "signUpId", d."editionHash", d."slots", d."position", s."address",
      coalesce(e."courseSlug", u."courseSlug") AS "courseSlug"
    FROM "Delivery" d
    JOIN "Subscriber" s ON s."id" = d."subscriberId"
    LEFT JOIN "Enrollment" e ON e."id" = d."enrollmentId"
    LEFT JOIN "SignUp" u ON u."id" = d."signUpId"
    WHERE d."batchId" = ANY(${batches.map(({ id }) => id)}::uuid[])
    ORDER BY d."position", d."priority", d."dueAt", d."id"`;
  return groupBy(rows, ({ batchId }) => batchId);
}
