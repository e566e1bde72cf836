import type { DeliveryKind } from '../domain/delivery.ts';
import type { EnrollmentState, Standing } from '../domain/eligibility.ts';
import type { Pace } from '../domain/schedule.ts';
import { Prisma, type Tx } from './client.ts';

/** A delivery with all that decides about it, as one statement saw it. */
export type Member = {
  id: string;
  kind: DeliveryKind;
  /** `batched` or `unknown` for a member of a batch. */
  state: string;
  intent: string;
  priority: number;
  subscriberId: string;
  enrollmentId: string | null;
  signUpId: string | null;
  round: number | null;
  lessonSlug: string | null;
  requested: boolean;
  dueAt: Date;
  createdAt: Date;
  nextDueAt: Date | null;
  editionHash: string | null;
  slots: Record<string, string> | null;
  position: number | null;
  /** Where it goes: to its person, or to the address they want to move to. */
  address: string;
  toKey: string;
  /** Of its person. */
  addressKey: string;
  name: string | null;
  timeZone: string;
  standing: Standing;
  /** Asked for before its person stopped all mail; coming back to a course is a new yes to its lessons alone. */
  calledOff: boolean;
  /** Their last word about the course, or about all mail, was a no. Read for what may outlive a course: see `eligibility`. */
  withdrawn: boolean;
  /** Empty for mail that is of no course. */
  courseSlug: string;
  enrollmentState: EnrollmentState | null;
  enrollmentRound: number | null;
  pace: Pace | null;
  weekdays: number[] | null;
  hour: number | null;
  askedAt: Date | null;
  lastSentAt: Date | null;
  confirmedAt: Date | null;
  supersededAt: Date | null;
  expiresAt: Date | null;
  /** Its change of address is done, taken back or followed by another. */
  changeIsOver: boolean;
};

/** Whether the last word of subscriber `s` about the course of enrollment `e`, or about all mail, was a no. */
export const HAS_WITHDRAWN = Prisma.sql`coalesce((
  SELECT c."action" = 'withdrawn' FROM "Consent" c
  WHERE c."subscriberId" = s."id" AND c."scope" IN ('everything', 'course/' || e."courseSlug")
  ORDER BY c."recordedAt" DESC LIMIT 1), false)`;

/** The members of a batch in their order. The id is a parameter, not a join: that keeps the planner on the index. */
export function membersOfBatch(tx: Tx, batchId: string): Promise<Member[]> {
  return read(tx, Prisma.sql`d."batchId" = ${batchId}::uuid AND d."state" IN ('batched', 'unknown')`);
}

/** All that a batch held when it was last frozen, whatever has become of them since. */
export function membersEverIn(tx: Tx, batchId: string): Promise<Member[]> {
  return read(tx, Prisma.sql`d."batchId" = ${batchId}::uuid`);
}

export function membersById(tx: Tx, deliveryIds: readonly string[]): Promise<Member[]> {
  return read(tx, Prisma.sql`d."id" = ANY(${deliveryIds}::uuid[])`);
}

/** Mail to an address that is not its person's yet. */
const TO_NEW = Prisma.sql`d."kind" IN ('new_address', 'taken_address')`;

function read(tx: Tx, which: Prisma.Sql): Promise<Member[]> {
  return tx.$queryRaw<Member[]>`
    SELECT d."id", d."kind", d."state"::text AS "state", d."intent", d."priority", d."subscriberId", d."enrollmentId", d."signUpId", d."round", d."lessonSlug",
           d."requested", d."dueAt", d."createdAt", d."nextDueAt", d."editionHash", d."slots", d."position",
           CASE WHEN ${TO_NEW} THEN c."address" ELSE s."address" END AS "address",
           CASE WHEN ${TO_NEW} THEN c."addressKey" ELSE s."addressKey" END AS "toKey", s."addressKey", s."name", s."timeZone", s."standing",
           (s."standing" = 'departed' OR d."kind" IN ('confirmation', 'link', 'data', 'old_address', 'new_address', 'taken_address')) AND d."createdAt" <= coalesce((
             SELECT max(c."at") FROM "Consent" c
             WHERE c."subscriberId" = s."id" AND c."scope" = 'everything' AND c."action" = 'withdrawn'), '-infinity') AS "calledOff",
           CASE WHEN d."kind" IN ('completion', 'correction', 'again') THEN ${HAS_WITHDRAWN} ELSE false END AS "withdrawn",
           coalesce(e."courseSlug", u."courseSlug", '') AS "courseSlug",
           e."state" AS "enrollmentState", e."round" AS "enrollmentRound", e."pace", e."weekdays", e."hour",
           e."askedAt", e."lastSentAt", u."confirmedAt", u."supersededAt", coalesce(u."expiresAt", c."expiresAt") AS "expiresAt",
           coalesce(c."doneAt", c."endedAt") IS NOT NULL AS "changeIsOver"
    FROM "Delivery" d
    JOIN "Subscriber" s ON s."id" = d."subscriberId"
    LEFT JOIN "Enrollment" e ON e."id" = d."enrollmentId"
    LEFT JOIN "SignUp" u ON u."id" = d."signUpId"
    LEFT JOIN "AddressChange" c ON c."id" = d."addressChangeId"
    WHERE ${which}
    ORDER BY d."position", d."priority", d."dueAt", d."id"`;
}
