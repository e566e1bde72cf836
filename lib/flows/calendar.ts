import type { Tx } from '../db/client.ts';
import type { Course } from '../domain/course.ts';
import { type CalendarEvent, formatCalendar } from '../domain/icalendar.ts';
import { slugToday } from '../domain/lesson-names.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, type Learner, readLearner } from './as-learner.ts';
import { foreseeDates } from './foresee-dates.ts';

/** Whoever moves a date sees it on their own page; the calendar may follow later. */
const REFRESH_HOURS = 4;

/** To read the closing mail. */
const CLOSING_MINUTES = 2;

/** Where a calendar program finds the feed of an enrollment. */
export function calendarUrl({ env, tokens }: Runtime, enrollmentId: string): string {
  return `${env.APP_URL}/calendar/${tokens.sign('calendar', enrollmentId)}.ics`;
}

/**
 * The learner's course as a calendar to subscribe to: what they had in this round, when it came, and what comes, when it
 * will. Empty for whoever has left. Calendars are shared and published: nothing in it says whose it is or leads to their
 * pages, and nothing is changed by reading it.
 * @returns iCalendar text, or null for a link that is not one of ours, or whose person was erased
 */
export async function calendarFeed(runtime: Runtime, token: string): Promise<string | null> {
  const id = runtime.tokens.verify(token, 'calendar');
  if (id === null) return null;
  return runtime.db.$transaction((tx) => feedOf(runtime, tx, id), { isolationLevel: 'RepeatableRead' });
}

async function feedOf(runtime: Runtime, tx: Tx, id: string): Promise<string | null> {
  if ((await tx.enrollment.count({ where: { id } })) === 0) return null;
  const learner = await readLearner(tx, id);
  const { course } = await courseOf(tx, learner);
  const now = await runtime.now(tx);
  const mails = learner.state === 'left' ? [] : [...(await mailsHad(tx, learner, course))];
  mails.push(...(await foreseeDates(runtime, tx, learner, now)));
  const { origin, hostname } = new URL(runtime.env.APP_URL);
  const events = mails.flatMap((mail) => eventOf(course, mail) ?? []);
  return formatCalendar({
    name: course.title,
    about: 'When its lessons come by mail. The dates follow what you choose on your own page.',
    refreshHours: REFRESH_HOURS,
    stampedAt: now,
    events: events.map(({ key, ...event }) => ({
      ...event,
      uid: `${learner.id}/${learner.round}/${key}@${hostname}`,
      url: `${origin}/courses/${course.slug}`,
    })),
  });
}

/** `slug` is null for the closing mail. */
type Mail = { slug: string | null; at: Date };

/** What has left, or is leaving, in this round; of what was sent again, the first. */
async function mailsHad(tx: Tx, { id, round }: Learner, { lessons }: Course): Promise<Iterable<Mail>> {
  const today = slugToday(lessons);
  const deliveries = await tx.delivery.findMany({
    where: {
      enrollmentId: id,
      round,
      kind: { in: ['lesson', 'completion'] },
      state: { in: ['batched', 'sent', 'unknown'] },
    },
    orderBy: { dueAt: 'desc' },
    select: { lessonSlug: true, sentAt: true, dueAt: true },
  });
  const mails = deliveries.map(({ lessonSlug, sentAt, dueAt }) => ({
    slug: lessonSlug === null ? null : today(lessonSlug),
    at: sentAt ?? dueAt,
  }));
  return new Map(mails.map((mail) => [mail.slug, mail])).values();
}

type Entry = Omit<CalendarEvent, 'uid' | 'url'> & { key: string };

/** @returns null for a lesson that is not in the course any more */
function eventOf(course: Course, { slug, at }: Mail): Entry | null {
  const about = `${course.title}, by mail. To move, pause or stop it, use the links in any of its mails.`;
  if (slug === null) {
    const title = `The closing mail of ${course.title}`;
    return { key: 'completion', startsAt: at, minutes: CLOSING_MINUTES, title, about };
  }
  const number = course.lessons.findIndex((lesson) => lesson.slug === slug) + 1;
  const lesson = course.lessons[number - 1];
  if (!lesson) return null;
  const title = `Lesson ${number}: ${lesson.title}`;
  return { key: `lesson/${slug}`, startsAt: at, minutes: lesson.minutes, title, about };
}
