import type { EnrollmentState, Standing } from '../../domain/eligibility.ts';
import type { ListCursor } from '../../domain/list-cursor.ts';
import { type Db, Prisma } from '../client.ts';

/** Which people a list has. Null and false leave nothing out. */
export type PeopleFilter = {
  /** Lower-cased; a part of an address or name, or, when shorter than three characters, the beginning of an address. */
  search: string | null;
  standing: Standing | null;
  course: string | null;
  /** Of that course, or of any. */
  state: EnrollmentState | null;
  suppressed: boolean;
};

export type ListedPerson = {
  id: string;
  address: string;
  name: string | null;
  standing: Standing;
  createdAt: Date;
  suppressed: boolean;
  courses: { slug: string; state: EnrollmentState }[];
};

/** Three characters make one trigram; for less, the index of parts would have to look at everything. */
const SHORTEST_PART = 3;

/**
 * One page, newest first. By keyset: OFFSET would read all that it leaves out. The page is cut before anybody's courses
 * are looked up.
 */
export function peoplePage(
  filter: PeopleFilter,
  { after, limit }: { after: ListCursor | null; limit: number },
): Prisma.Sql {
  const beyond = after
    ? Prisma.sql`AND (s."createdAt", s."id") < (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  return Prisma.sql`
    SELECT p."id"::text AS "id", p."address", p."name", p."standing"::text AS "standing", p."createdAt",
      EXISTS (SELECT FROM "Suppression" x WHERE x."subscriberId" = p."id") AS "suppressed",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('slug', e."courseSlug", 'state', e."state") ORDER BY e."askedAt", e."id")
        FROM "Enrollment" e WHERE e."subscriberId" = p."id"), '[]') AS "courses"
    FROM (
      SELECT s.* FROM "Subscriber" s WHERE ${matches(filter)} ${beyond}
      ORDER BY s."createdAt" DESC, s."id" DESC LIMIT ${limit}) AS p
    ORDER BY p."createdAt" DESC, p."id" DESC`;
}

export function readPeople(
  db: Db,
  filter: PeopleFilter,
  page: { after: ListCursor | null; limit: number },
): Promise<ListedPerson[]> {
  return db.$queryRaw<ListedPerson[]>(peoplePage(filter, page));
}

/** How many there are, and no further than to `most` + 1: to count a million takes as long as to read them. */
export async function countPeople(db: Db, filter: PeopleFilter, most: number): Promise<number> {
  const [row] = await db.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS "people" FROM (
      SELECT FROM "Subscriber" s WHERE ${matches(filter)} LIMIT ${most + 1}) AS counted`;
  return row?.people ?? 0;
}

function matches({ search, standing, course, state, suppressed }: PeopleFilter): Prisma.Sql {
  const conditions = [
    // A row may be there for its address alone, such as an operator's. Whoever confirmed or left was a subscriber once.
    Prisma.sql`(s."standing" <> 'pending'
      OR EXISTS (SELECT FROM "SignUp" u WHERE u."subscriberId" = s."id")
      OR EXISTS (SELECT FROM "Consent" c WHERE c."subscriberId" = s."id"))`,
  ];
  if (search !== null) conditions.push(found(search));
  if (standing !== null) conditions.push(Prisma.sql`s."standing" = ${standing}::"Standing"`);
  if (course !== null || state !== null)
    conditions.push(Prisma.sql`EXISTS (
      SELECT FROM "Enrollment" e WHERE e."subscriberId" = s."id"
        ${course === null ? Prisma.empty : Prisma.sql`AND e."courseSlug" = ${course}`}
        ${state === null ? Prisma.empty : Prisma.sql`AND e."state" = ${state}::"EnrollmentState"`})`);
  if (suppressed) conditions.push(Prisma.sql`s."id" IN (SELECT x."subscriberId" FROM "Suppression" x)`);
  return Prisma.join(conditions, ' AND ');
}

function found(search: string): Prisma.Sql {
  // `_` and `%` stand in addresses, and mean themselves here.
  const literal = search.replace(/[\\%_]/g, '\\$&');
  if ([...search].length < SHORTEST_PART) return Prisma.sql`s."addressKey" LIKE ${`${literal}%`}`;
  const part = `%${literal}%`;
  return Prisma.sql`(s."addressKey" LIKE ${part} OR s."name" ILIKE ${part})`;
}
