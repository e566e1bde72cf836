import type { Db } from '#lib/db/client.ts';

const COURSE = 'leaky-gut';
/** One statement has ten seconds. */
const AT_ONCE = 5000;

/**
 * Writes so many learners straight into the tables, as eight weeks of life would have left them: each had one to seven
 * lessons, most go on, some paused, left or finished. Beside the cast, whose newest lesson they copy the words of.
 */
export async function bringMany(db: Db, people: number): Promise<void> {
  for (let from = 1; from <= people; from += AT_ONCE)
    await bring(db, from, Math.min(from + AT_ONCE - 1, people));
  await db.$executeRawUnsafe('ANALYZE');
}

async function bring(db: Db, from: number, to: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Subscriber" ("id", "address", "addressKey", "timeZone", "standing", "createdAt")
    SELECT md5('person ' || n)::uuid, 'person-' || n || '@many.example', 'person-' || n || '@many.example', 'Europe/Paris', 'confirmed',
      now() - (n % 80640) * interval '1 minute'
    FROM generate_series(${from}::int, ${to}::int) AS n`;
  await db.$executeRaw`
    INSERT INTO "SignUp" ("subscriberId", "address", "addressKey", "courseSlug", "source", "timeZone", "requestedAt", "expiresAt", "confirmedAt")
    SELECT "id", "address", "addressKey", ${COURSE}, 'bench', "timeZone", course_now() - (now() - "createdAt"), course_now() - (now() - "createdAt") + interval '7 days',
      CASE WHEN hashtext("address") % 5 <> 0 THEN course_now() - (now() - "createdAt") END
    FROM "Subscriber" WHERE "id" IN (SELECT md5('person ' || n)::uuid FROM generate_series(${from}::int, ${to}::int) AS n)`;
  await db.$executeRaw`
    INSERT INTO "Enrollment" ("id", "subscriberId", "courseSlug", "state", "weekdays", "hour", "askedAt", "lastSentAt")
    SELECT md5('course ' || n)::uuid, md5('person ' || n)::uuid, ${COURSE},
      (ARRAY['paused', 'left', 'completed', 'active'])[least(1 + n % 25, 4)]::"EnrollmentState", ARRAY[1], 9,
      course_now() - (n % 80640) * interval '1 minute', course_now() - interval '1 day'
    FROM generate_series(${from}::int, ${to}::int) AS n`;
  await db.$executeRaw`
    INSERT INTO "Batch" ("id", "state", "priority", "attempt", "settledAttempt", "outcome", "plannedAt", "attemptedAt")
    SELECT md5('batch ' || b || ' ' || week)::uuid, 'closed', 1, 1, 1, 'accepted', course_now() - week * interval '7 days' - interval '1 hour', now()
    FROM generate_series(${from}::int / 100, ${to}::int / 100) AS b, generate_series(0, 6) AS week
    ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO "Delivery" ("id", "kind", "intent", "state", "priority", "subscriberId", "enrollmentId", "round", "lessonSlug", "dueAt", "editionHash", "slots",
      "batchId", "position", "sentAt", "providerId", "deliveredAt", "bouncedAt", "createdAt")
    SELECT md5('lesson ' || n || ' ' || l."place")::uuid, 'lesson', 'lesson/' || md5('course ' || n)::uuid || '/1/' || l."slug", 'sent', 1, md5('person ' || n)::uuid,
      md5('course ' || n)::uuid, 1, l."slug", course_now() - week * interval '7 days', given."editionHash", given."slots",
      md5('batch ' || n / 100 || ' ' || week)::uuid, n % 100, course_now() - week * interval '7 days', 'p', now(), CASE WHEN n % 400 = 0 THEN now() END,
      course_now() - week * interval '7 days'
    FROM generate_series(${from}::int, ${to}::int) AS n
    CROSS JOIN (
      SELECT (lesson.value ->> 'slug') AS "slug", lesson.ordinality AS "place"
      FROM (SELECT "course" FROM "Publication" WHERE "courseSlug" = ${COURSE} ORDER BY "number" DESC LIMIT 1) AS live,
        jsonb_array_elements(live."course" -> 'lessons') WITH ORDINALITY AS lesson
    ) AS l
    CROSS JOIN LATERAL (SELECT 1 + n % 7 - l."place" AS "week") AS age
    CROSS JOIN (SELECT "editionHash", "slots" FROM "Delivery" WHERE "kind" = 'lesson' AND "state" = 'sent' LIMIT 1) AS given
    WHERE l."place" <= 1 + n % 7`;
  await db.$executeRaw`
    INSERT INTO "Receipt" ("enrollmentId", "round", "lessonSlug", "deliveryId")
    SELECT "enrollmentId", 1, "lessonSlug", "id" FROM "Delivery"
    WHERE "providerId" = 'p' AND "enrollmentId" IN (SELECT md5('course ' || n)::uuid FROM generate_series(${from}::int, ${to}::int) AS n)`;
  await db.$executeRaw`
    INSERT INTO "Delivery" ("kind", "intent", "priority", "subscriberId", "enrollmentId", "dueAt", "createdAt")
    SELECT 'lesson', 'next/' || "id", 1, "subscriberId", "id", course_now() + interval '1 day' + (hashtext("id"::text) % 8640) * interval '1 minute' / 10 + interval '3 days', course_now()
    FROM "Enrollment"
    WHERE "state" = 'active' AND "id" IN (SELECT md5('course ' || n)::uuid FROM generate_series(${from}::int, ${to}::int) AS n)`;
}
