import { randomUUID } from 'node:crypto';
import { type CourseMail, mailNamed, mailsOf } from '../content/course-mails.ts';
import { renderEdition } from '../content/editions.ts';
import { readEachCourse } from '../content/read.ts';
import { parseAddress } from '../domain/address.ts';
import { type Message, TEST_MAIL } from '../domain/message.ts';
import { orNearest } from '../domain/nearest.ts';
import { headersOf } from '../mail/compose.ts';
import { fillSample } from '../mail/sample.ts';
import type { Runtime } from '../runtime.ts';
import { presentSite } from './site.ts';

/** `words`: what was asked for is not there, or can't be. `files`: the course can't be read yet. */
export type Prepared =
  | { ok: true; message: Message }
  | { ok: false; wrong: 'words' | 'files'; problems: string[] };

/**
 * Makes a test mail from the files on disk: what a learner would get, filled for nobody. Its links lead to the course's
 * page, and its address for one-click unsubscribing is one of ours that belongs to no enrollment.
 * @param wanted.mail `confirmation`, `completion`, `correction/<id>`, `link`, or a lesson's slug or number
 * @param dir where the courses are
 */
export async function prepareTest(
  runtime: Runtime,
  wanted: { course: string; mail: string; address: string },
  dir = runtime.env.COURSES_DIR,
): Promise<Prepared> {
  const address = parseAddress(wanted.address);
  if (!address.ok) return words(address.problem);
  const courses = await readEachCourse(dir);
  const read = courses.find(({ slug }) => slug === wanted.course);
  if (!read) {
    const slugs = courses.map(({ slug }) => slug);
    return words(`There is no course “${wanted.course}”${orNearest(wanted.course, slugs)}`);
  }
  if (!read.course || read.problems.length > 0) {
    const problems = read.problems.map(({ file, line, message }) => `${file}:${line}  ${message}`);
    return { ok: false, wrong: 'files', problems };
  }
  const mails = mailsOf(read.course);
  const mail = mailNamed(mails, wanted.mail);
  if (mail) return { ok: true, message: await messageOf(runtime, mail, address.address) };
  const names = mails.map(({ name }) => name.replace('lesson/', ''));
  return words(`There is no mail “${wanted.mail}”. There are: ${names.join(', ')}.`);
}

async function messageOf(runtime: Runtime, { course, mail }: CourseMail, to: string): Promise<Message> {
  const site = await presentSite(runtime);
  const origin = runtime.env.APP_URL;
  const page = `${origin}/courses/${course.slug}`;
  const edition = await renderEdition(mail);
  const parts = fillSample(edition, course, await runtime.now(), { urlOf: () => page, site });
  const oneClick = () => `${origin}/api/unsubscribe/${runtime.tokens.sign('unsubscribe', randomUUID())}`;
  return {
    deliveryId: `${TEST_MAIL}${randomUUID()}`,
    to,
    from: site.from,
    replyTo: site.replyTo,
    ...parts,
    subject: `Test: ${parts.subject}`,
    headers: headersOf(edition.kind, course.slug, origin, oneClick),
    tags: { kind: 'test', course: course.slug },
  };
}

function words(problem: string): Prepared {
  return { ok: false, wrong: 'words', problems: [problem] };
}
