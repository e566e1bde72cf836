import { readCourses } from '#lib/content/read.ts';
import type { Course } from '#lib/domain/course.ts';
import { fixtureCourse } from './fixture-course.ts';
import { RECIPIENTS, type Recipient, type SampleMail, sampleMails } from './mails.ts';

type NamedMail = [name: string, mail: SampleMail];

/** Every mail of the courses that ship. */
export async function shippedMails(): Promise<NamedMail[]> {
  return (await Promise.all((await readCourses()).map((course) => mailsTo(course)))).flat();
}

/** Every mail of a course that has every kind of block, to everybody; and of one whose titles are as long as they may be. */
export async function trickyMails(): Promise<NamedMail[]> {
  const courses = [fixtureCourse(), longWordedCourse()];
  const mails = courses.flatMap((course) => RECIPIENTS.map((recipient) => mailsTo(course, recipient)));
  return (await Promise.all(mails)).flat();
}

async function mailsTo(course: Course, recipient?: Recipient): Promise<NamedMail[]> {
  const mails = await sampleMails(course, recipient);
  return mails.map((mail) => [[course.slug, mail.name, recipient].filter(Boolean).join(', '), mail]);
}

/** The fixture with a title of 38 characters, lessons and subjects of 60, and preheaders of 110: the most of each. */
function longWordedCourse(): Course {
  const { lessons, ...course } = fixtureCourse();
  return {
    ...course,
    slug: 'long-words',
    title: 'All that is known about tea, and isn’t',
    lessons: lessons.map((lesson, index) => ({
      ...lesson,
      title: TITLES[index] ?? lesson.title,
      subject: TITLES[index] ?? lesson.subject,
      preheader: PREHEADERS[index] ?? lesson.preheader,
    })),
  };
}

const TITLES = [
  'What tea is, what it isn’t, what it costs and who drinks it.',
  'How tea is made, how it isn’t, how long and in which teapot.',
];
const PREHEADERS = [
  'A leaf, hot water, a warm pot and a cup that holds as much as you want; all the rest is a habit, and some hope',
  'Water that has only just boiled, a warm pot, four minutes of patience, and somebody who likes to drink it too.',
];
