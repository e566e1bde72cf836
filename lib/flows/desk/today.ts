import { type DueHour, dueByHour, dueByLesson } from '../../db/desk/ahead.ts';
import { type FailedMail, readFailed } from '../../db/desk/failed.ts';
import { type FunnelRow, readFunnel } from '../../db/desk/funnel.ts';
import { type ListedPerson, readPeople } from '../../db/desk/people.ts';
import { readRates } from '../../db/desk/rates.ts';
import { livePublications } from '../../db/publications.ts';
import type { Course } from '../../domain/course.ts';
import { type Reading, readThresholds } from '../../domain/thresholds.ts';
import type { Desk } from './desk.ts';
import { expensive } from './expensive.ts';

/** Whom the funnel follows. */
export const STARTS = { weeks: 12 };
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

export type FunnelLesson = FunnelRow & {
  title: string;
  /** Had a later one, of those whose next was due; null while there are none. */
  goesOn: number | null;
};

export type Today = {
  /** Course time. */
  now: Date;
  hours: { at: Date; mails: number }[];
  /** For each of seven days, how many of each lesson, in the course's order, and last of the closing mail. */
  days: { day: Date; lessons: number[]; sum: number }[];
  courses: { slug: string; title: string }[];
  course: { slug: string; title: string } | null;
  funnel: FunnelLesson[];
  /** The week the funnel's learners began in, and the weeks to choose from, newest first. */
  week: Date | null;
  weeks: Date[];
  thresholds: Reading[];
  /** What is broken, since when (real time). */
  alerts: { kind: string; detail: string; beganAt: Date }[];
  failed: { newest: FailedMail[]; count: number };
  newest: ListedPerson[];
};

/**
 * What comes, who goes on, and what wants a look.
 * @param wanted the course's slug, and the Monday of the week in which the funnel's learners asked for it; as typed
 *   in an address, so anything unknown is as if it were not there
 */
export async function today(
  desk: Desk,
  wanted: { course: string | null; week: string | null },
): Promise<Today> {
  const { db } = desk;
  const now = await desk.now(db);
  const live = (await livePublications(db)).map(({ course }) => course);
  const course = live.find(({ slug }) => slug === wanted.course) ?? (await busiest(desk, live));
  const weeks = Array.from(
    { length: STARTS.weeks },
    (_, i) => new Date(mondayOf(now).getTime() - i * WEEK_MS),
  );
  const week = weeks.find((monday) => monday.toISOString().slice(0, 10) === wanted.week) ?? null;
  const began = week
    ? { from: week, until: new Date(week.getTime() + WEEK_MS) }
    : { from: weeks.at(-1) ?? now, until: new Date(mondayOf(now).getTime() + WEEK_MS) };
  const everybody = { search: null, standing: null, course: null, state: null, suppressed: false };
  const [funnel, days, rates, due, alerts, failed, newest] = await Promise.all([
    course
      ? expensive(db, `funnel ${course.slug} ${week?.getTime()}`, () => funnelOf(desk, course, began))
      : [],
    course ? expensive(db, `days ${course.slug}`, () => daysOf(desk, course, now)) : [],
    expensive(db, 'rates', () => readRates(db)),
    dueByHour(db),
    openAlerts(desk),
    readFailed(db, 3),
    readPeople(db, everybody, { after: null, limit: 5 }),
  ]);
  return {
    now,
    hours: everyHour(now, due),
    days,
    courses: live.map(({ slug, title }) => ({ slug, title })),
    course,
    funnel,
    week,
    weeks,
    thresholds: readThresholds(
      rates,
      funnel.map(({ place, had, left }) => ({ lesson: `lesson ${place}`, had, left })),
    ),
    alerts,
    failed,
    newest,
  };
}

/** Of a wave that stopped sending, the warning before it says nothing more. */
async function openAlerts({ db }: Desk): Promise<Today['alerts']> {
  const open = await db.alert.findMany({ where: { endedAt: null }, orderBy: { beganAt: 'asc' } });
  const kinds = new Set(open.map(({ kind }) => kind));
  return open.filter(({ kind }) => !kinds.has(`${kind}-stop`));
}

/** The course that most people are taking now; without any, the first. */
async function busiest({ db }: Desk, live: readonly Course[]): Promise<Course | null> {
  if (live.length < 2) return live[0] ?? null;
  const [most] = await db.enrollment.groupBy({
    by: ['courseSlug'],
    where: { courseSlug: { in: live.map(({ slug }) => slug) }, state: 'active' },
    _count: true,
    orderBy: { _count: { courseSlug: 'desc' } },
    take: 1,
  });
  return live.find(({ slug }) => slug === most?.courseSlug) ?? live[0] ?? null;
}

async function funnelOf(
  { db }: Desk,
  course: Course,
  began: { from: Date; until: Date },
): Promise<FunnelLesson[]> {
  const rows = new Map(
    (await readFunnel(db, course.slug, namesOf(course), began)).map((row) => [row.place, row]),
  );
  return course.lessons.map(({ title }, index) => {
    const place = index + 1;
    const none = { place, had: 0, read: 0, wentOn: 0, waiting: 0, paused: 0, left: 0, complained: 0 };
    const row = rows.get(place) ?? none;
    const due = row.had - row.waiting;
    const isLast = place === course.lessons.length;
    return { ...row, title, goesOn: isLast || due === 0 ? null : row.wentOn / due };
  });
}

/** About: of whom a lesson is owed, or who left one out, gets another than the one after their furthest. */
async function daysOf({ db }: Desk, course: Course, now: Date): Promise<Today['days']> {
  const { names, places } = namesOf(course);
  const due = await dueByLesson(db, course.slug, names, places);
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return Array.from({ length: 7 }, (_, i) => {
    const day = new Date(first + i * DAY_MS);
    const ofDay = due.filter((row) => row.day.getTime() === day.getTime());
    const after = (place: number) =>
      ofDay.filter(({ furthest }) => furthest === place).reduce((sum, { mails }) => sum + mails, 0);
    const lessons = [...course.lessons.keys(), course.lessons.length].map(after);
    return { day, lessons, sum: ofDay.reduce((sum, { mails }) => sum + mails, 0) };
  });
}

/** Every name of each lesson, with its place from 1. */
function namesOf({ lessons }: Course): { names: string[]; places: number[] } {
  const all = lessons.flatMap(({ slug, formerly }, index) =>
    [slug, ...formerly].map((name) => ({ name, place: index + 1 })),
  );
  return { names: all.map(({ name }) => name), places: all.map(({ place }) => place) };
}

function everyHour(now: Date, due: readonly DueHour[]): Today['hours'] {
  const first = Math.floor(now.getTime() / 3_600_000) * 3_600_000;
  const mails = new Map(due.map(({ at, mails }) => [at.getTime(), mails]));
  return Array.from({ length: 24 }, (_, i) => {
    const at = first + i * 3_600_000;
    return { at: new Date(at), mails: mails.get(at) ?? 0 };
  });
}

function mondayOf(instant: Date): Date {
  const days = (instant.getUTCDay() + 6) % 7;
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate() - days));
}
