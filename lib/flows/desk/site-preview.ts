import { editionsByHash, livePublication } from '../../db/publications.ts';
import { readSite } from '../../db/site.ts';
import { siteOf } from '../../domain/site.ts';
import { forceScheme, type Scheme } from '../../mail/forced-scheme.ts';
import { fillSample } from '../../mail/sample.ts';
import { publishedCourses } from '../course-page.ts';
import { startedWith } from '../site.ts';
import type { Desk } from './desk.ts';

export type SiteMailShown = { from: string; replyTo: string | null; subject: string; html: string };

/**
 * The first lesson of the first course as it would be mailed with the draft, or with what holds where there is none;
 * filled for nobody, its links lead to the course's page. Null while no course is published.
 */
export async function previewSite(desk: Desk, scheme: Scheme = 'light'): Promise<SiteMailShown | null> {
  const { chosen, draft } = await readSite(desk.db);
  const site = siteOf(draft ?? chosen, startedWith(desk));
  const [course] = await publishedCourses(desk);
  const publication = course && (await livePublication(desk.db, course.slug));
  const [lesson] = publication?.course.lessons ?? [];
  const hash = (lesson && publication?.editions.lessons[lesson.slug]) ?? '';
  const edition = (await editionsByHash(desk.db, [hash])).get(hash);
  if (!course || !edition) return null;
  const { subject, html } = fillSample(edition, course, await desk.now(), {
    urlOf: () => `${desk.env.APP_URL}/courses/${course.slug}`,
    site,
  });
  return { from: site.from, replyTo: site.replyTo, subject, html: forceScheme(html, scheme) };
}
