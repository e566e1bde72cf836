import { mailNamed, mailsOf } from '../../content/course-mails.ts';
import { renderEdition } from '../../content/editions.ts';
import { forceScheme, type Scheme } from '../../mail/forced-scheme.ts';
import { fillSample } from '../../mail/sample.ts';
import { readCourseFolders } from '../edits.ts';
import { presentSite } from '../site.ts';
import type { Desk } from './desk.ts';

export type CourseMailShown = {
  label: string;
  title: string | null;
  from: string;
  subject: string;
  html: string;
  text: string;
  /** Of its HTML, of 1024 bytes each. */
  htmlKb: number;
};

/**
 * One mail of a course as its files have it, filled for nobody; its links lead to the course's page.
 * @param name as in `mailsOf`: `confirmation`, `lesson/<slug>` …
 * @param dir where the courses are
 * @returns null when there is no such mail, or the files can't be read; a problem in words when it can't be made
 */
export async function courseMail(
  desk: Desk,
  { slug, name, scheme = 'light' }: { slug: string; name: string; scheme?: Scheme },
  dir?: string,
): Promise<CourseMailShown | { problem: string } | null> {
  const folder = (await readCourseFolders(desk, dir))?.find((one) => one.slug === slug);
  if (!folder?.course || folder.problems.length > 0) return null;
  const wanted = mailNamed(mailsOf(folder.course), name);
  if (!wanted) return null;
  const site = await presentSite(desk);
  try {
    const { subject, html, text } = fillSample(
      await renderEdition(wanted.mail),
      folder.course,
      await desk.now(),
      { urlOf: () => `${desk.env.APP_URL}/courses/${slug}`, site },
    );
    const { label, title } = wanted;
    const htmlKb = Buffer.byteLength(html) / 1024;
    return { label, title, from: site.from, subject, html: forceScheme(html, scheme), text, htmlKb };
  } catch (error) {
    // Too long, or a block that makes no mail: the lint says which.
    return { problem: error instanceof Error ? error.message : 'This mail can’t be made.' };
  }
}
