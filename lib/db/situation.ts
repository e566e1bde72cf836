import type { EnrollmentState, Standing } from '../domain/eligibility.ts';
import type { Pace } from '../domain/schedule.ts';
import type { Tx } from './client.ts';
import { HAS_WITHDRAWN } from './members.ts';

/** How one of a person's courses stands: all that a button on their page can change, as JSON holds it. */
export type CourseSituation = {
  state: EnrollmentState;
  round: number;
  pace: Pace;
  weekdays: number[];
  hour: number;
  pausedUntil: string | null;
  /** The open date. */
  next: { dueAt: string; requested: boolean } | null;
  /** What is leaving, and the next date that it promises. */
  leaving: { id: string; nextDueAt: string }[];
  /** Lessons given so far, of all rounds. */
  receipts: number;
  owed: { lessonSlug: string; askedBy: 'learner' | 'operator' }[];
  passedOver: string[];
  /** The last word about it, or about all mail, was a no. */
  withdrawn: boolean;
};

export type Situation = {
  standing: Standing;
  timeZone: string;
  /** By enrollment id. */
  courses: Record<string, CourseSituation>;
};

/** How a person stands in all their courses. Two of these are deeply equal when nothing has happened in between. */
export async function readSituation(tx: Tx, subscriberId: string): Promise<Situation> {
  const [row] = await tx.$queryRaw<{ situation: Situation }[]>`
    SELECT jsonb_build_object(
      'standing', s."standing", 'timeZone', s."timeZone",
      'courses', coalesce((
        SELECT jsonb_object_agg(e."id", jsonb_build_object(
          'state', e."state", 'round', e."round", 'pace', e."pace", 'weekdays', e."weekdays", 'hour', e."hour",
          'pausedUntil', e."pausedUntil",
          'next', (
            SELECT jsonb_build_object('dueAt', d."dueAt", 'requested', d."requested") FROM "Delivery" d
            WHERE d."intent" = 'next/' || e."id" AND d."state" = 'scheduled'),
          'leaving', coalesce((
            SELECT jsonb_agg(jsonb_build_object('id', d."id", 'nextDueAt', d."nextDueAt") ORDER BY d."id") FROM "Delivery" d
            WHERE d."enrollmentId" = e."id" AND d."state" IN ('batched', 'unknown') AND d."nextDueAt" IS NOT NULL), '[]'),
          'receipts', (SELECT count(*) FROM "Receipt" r WHERE r."enrollmentId" = e."id"),
          'owed', coalesce((
            SELECT jsonb_agg(jsonb_build_object('lessonSlug', o."lessonSlug", 'askedBy', o."askedBy") ORDER BY o."createdAt", o."lessonSlug")
            FROM "Owed" o WHERE o."enrollmentId" = e."id" AND o."round" = e."round"), '[]'),
          'passedOver', coalesce((
            SELECT jsonb_agg(p."lessonSlug" ORDER BY p."lessonSlug")
            FROM "PassedOver" p WHERE p."enrollmentId" = e."id" AND p."round" = e."round"), '[]'),
          'withdrawn', ${HAS_WITHDRAWN}))
        FROM "Enrollment" e WHERE e."subscriberId" = s."id"), '{}')) AS "situation"
    FROM "Subscriber" s WHERE s."id" = ${subscriberId}::uuid`;
  if (!row) throw new Error('nobody has this id');
  return row.situation;
}
