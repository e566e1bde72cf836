import { Prisma } from '../../db/client.ts';

/** Every lesson of every publication, with its place in it, once for each name it goes by. */
export const PUBLISHED_NAMES = Prisma.sql`
  SELECT p."number", p."courseSlug", p."publishedAt", l."place", l."lesson" ->> 'slug' AS "slug", n."name"
  FROM "Publication" p
  CROSS JOIN LATERAL jsonb_array_elements(p."course" -> 'lessons') WITH ORDINALITY AS l("lesson", "place")
  CROSS JOIN LATERAL (
    SELECT l."lesson" ->> 'slug' UNION SELECT jsonb_array_elements_text(l."lesson" -> 'formerly')
  ) AS n("name")`;
