import type { Course } from '../domain/course.ts';
import { EDITION_KINDS, type Edition, type EditionKind } from '../domain/edition.ts';
import type { Named } from '../domain/lesson-names.ts';
import { currentCourse, type Publication } from '../domain/publication.ts';
import type { Db, Prisma, Tx } from './client.ts';

/** Publications and editions never change once written, so each is read from the database once per process. */
const publications = new Map<string, Publication>();
const editions = new Map<string, Edition>();
const KEPT = 200;

/** The live publication of a course, or null when none was published. */
export async function livePublication(db: Db | Tx, courseSlug: string): Promise<Publication | null> {
  // Whatever stands in an address comes here; Postgres refuses some of it (a NUL byte) with an error.
  if (!/^[a-z0-9-]{1,100}$/.test(courseSlug)) return null;
  const newest = await db.publication.findFirst({
    where: { courseSlug },
    orderBy: { number: 'desc' },
    select: { number: true, hash: true },
  });
  return newest && publicationByNumber(db, newest.number, newest.hash);
}

/** The live publications of all courses, by slug. */
export async function livePublications(db: Db | Tx): Promise<Publication[]> {
  const slugs = await db.publication.findMany({
    distinct: ['courseSlug'],
    select: { courseSlug: true },
    orderBy: { courseSlug: 'asc' },
  });
  const live = await Promise.all(slugs.map(({ courseSlug }) => livePublication(db, courseSlug)));
  return live.filter((publication) => publication !== null);
}

/**
 * The newest publication that holds this lesson, by this name or one that it has now: a lesson taken out of the course
 * stays readable to whoever had it.
 */
export async function publicationWithLesson(
  db: Db | Tx,
  courseSlug: string,
  lesson: string,
): Promise<Publication | null> {
  const [row] = await db.$queryRaw<{ number: number; hash: string }[]>`
    SELECT "number", "hash" FROM "Publication"
    WHERE "courseSlug" = ${courseSlug}
      AND ("editions" -> 'lessons' ? ${lesson} OR "course" -> 'lessons' @> ${JSON.stringify([{ formerly: [lesson] }])}::jsonb)
    ORDER BY "number" DESC LIMIT 1`;
  return row ? publicationByNumber(db, row.number, row.hash) : null;
}

/** The names of a course's lessons in each of its publications, newest first. */
export async function publishedNames(db: Db | Tx, courseSlug: string): Promise<Named[][]> {
  const rows = await db.$queryRaw<{ lessons: Named[] }[]>`
    SELECT (
      SELECT jsonb_agg(jsonb_build_object('slug', l -> 'slug', 'formerly', coalesce(l -> 'formerly', '[]')))
      FROM jsonb_array_elements("course" -> 'lessons') AS l
    ) AS "lessons"
    FROM "Publication" WHERE "courseSlug" = ${courseSlug} ORDER BY "number" DESC`;
  return rows.map(({ lessons }) => lessons);
}

/** One after the other: two processes that start together must not both publish. Held until the transaction ends. */
export async function lockPublishing(tx: Tx, courseSlug: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`publish/${courseSlug}`}, 0))`;
}

/** What is live of a course; null before it is first published. */
export async function liveHash(db: Db | Tx, courseSlug: string): Promise<string | null> {
  const newest = await db.publication.findFirst({
    where: { courseSlug },
    orderBy: { number: 'desc' },
    select: { hash: true },
  });
  return newest?.hash ?? null;
}

/** Makes course and editions live. */
export async function storePublication(
  tx: Tx,
  hash: string,
  course: Course,
  rendered: {
    confirmation: Edition;
    link: Edition;
    completion: Edition;
    lessons: Record<string, Edition>;
    lessonsAfterDoubt: Record<string, Edition>;
    lessonsAgain: Record<string, Edition>;
    corrections: Record<string, Edition>;
  },
): Promise<void> {
  const { lessons, lessonsAfterDoubt, lessonsAgain, corrections, ...around } = rendered;
  await tx.edition.createMany({
    data: [around, lessons, lessonsAfterDoubt, lessonsAgain, corrections].flatMap((editions) =>
      Object.values(editions),
    ),
    skipDuplicates: true,
  });
  const hashesOf = (editions: Record<string, Edition>) =>
    Object.fromEntries(Object.entries(editions).map(([slug, edition]) => [slug, edition.hash]));
  const hashes = {
    confirmation: around.confirmation.hash,
    link: around.link.hash,
    completion: around.completion.hash,
    lessons: hashesOf(lessons),
    lessonsAfterDoubt: hashesOf(lessonsAfterDoubt),
    lessonsAgain: hashesOf(lessonsAgain),
    corrections: hashesOf(corrections),
  };
  const stored: Prisma.InputJsonValue = JSON.parse(JSON.stringify(course));
  await tx.publication.create({ data: { courseSlug: course.slug, hash, course: stored, editions: hashes } });
}

/** Keeps an edition that is of no course, unless it is there already. */
export async function storeEdition(tx: Tx, edition: Edition): Promise<void> {
  await tx.edition.createMany({ data: [edition], skipDuplicates: true });
}

/** Editions by hash, those that exist. */
export async function editionsByHash(
  db: Db | Tx,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Edition>> {
  const missing = [...new Set(hashes)].filter((hash) => !editions.has(hash));
  if (missing.length > 0) {
    const rows = await db.edition.findMany({ where: { hash: { in: missing } } });
    for (const { createdAt: _, ...row } of rows)
      remember(editions, row.hash, { ...row, kind: editionKind(row.kind) });
  }
  return new Map(
    hashes.flatMap((hash) => {
      const edition = editions.get(hash);
      return edition ? [[hash, edition] as const] : [];
    }),
  );
}

async function publicationByNumber(db: Db | Tx, number: number, hash: string): Promise<Publication> {
  const key = `${number}/${hash}`;
  const known = publications.get(key);
  if (known) return known;
  const row = await db.publication.findUniqueOrThrow({ where: { number } });
  // Written by storePublication from these very types, perhaps of an earlier version, and never changed since.
  const editions = row.editions as Publication['editions'];
  const publication: Publication = { number, course: currentCourse(row.course), editions };
  remember(publications, key, publication);
  return publication;
}

function remember<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= KEPT) cache.clear();
  cache.set(key, value);
}

function editionKind(kind: string): EditionKind {
  const known = EDITION_KINDS.find((one) => one === kind);
  if (known) return known;
  throw new Error(`edition kind ${kind} is unknown`);
}
