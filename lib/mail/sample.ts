import { alertInWords } from '../domain/alert.ts';
import { aroundLesson } from '../domain/around-lesson.ts';
import type { Course } from '../domain/course.ts';
import type { Edition } from '../domain/edition.ts';
import { describeSlot, formatDay, formatWhen, nextDueAt, type Slot } from '../domain/schedule.ts';
import type { Site } from '../domain/site.ts';
import { fillEdition, slotsOf } from './fill.ts';

const CONFIRMATION_HOLDS_MS = 7 * 86_400_000;

/** Where a sample's links lead, by slot; and what the site says of itself. */
export type SampleEnds = {
  urlOf: (slot: string) => string;
  site: Pick<Site, 'name' | 'postalAddress' | 'accent'>;
};

/**
 * An edition filled for nobody: with the words that a reader called Ada would get who takes the course at its own times
 * and is mailed at `now`. What belongs to one person alone (links, tokens) leads wherever `urlOf` says.
 */
export function fillSample(edition: Edition, course: Course, now: Date, ends: SampleEnds) {
  const words = { ...wordsFor(course, now, ends), ...wordsAround(edition, course) };
  const values = slotsOf(edition).map((slot) => {
    const value = slot.endsWith('Url') ? ends.urlOf(slot) : (words[slot] ?? `[${slot}]`);
    return [slot, value] as const;
  });
  return fillEdition(edition, Object.fromEntries(values), ends.site.accent);
}

/** What a lesson says of its place when it comes in its turn. It is known by its subject, which no other lesson has. */
export function wordsAround(
  { subject }: Pick<Edition, 'subject'>,
  { lessons }: Course,
): Record<string, string> {
  const at = lessons.findIndex((lesson) => lesson.subject === subject);
  return at < 0
    ? {}
    : aroundLesson(lessons, {
        comes: lessons.slice(at).map(({ slug }) => slug),
        owed: [],
        passedOver: new Set(),
      });
}

function wordsFor(course: Course, now: Date, { site }: SampleEnds): Record<string, string> {
  const { timeZone, weekday, hour, lessons } = course;
  const slot: Slot = { pace: 'weekly', weekdays: [weekday], hour, timeZone };
  const nextAt = nextDueAt(slot, { now, lastSentAt: now, occupied: [] });
  return {
    greeting: 'Dear Ada,',
    askedOn: formatDay(now, timeZone),
    nextWhen: formatWhen(nextAt, timeZone),
    code: 'K7M2Q4RT',
    ...alertInWords('refused', 'the daily quota is used up'),
    since: formatWhen(now, timeZone),
    expiresOn: formatWhen(new Date(now.getTime() + CONFIRMATION_HOLDS_MS), timeZone),
    slot: describeSlot(slot),
    missedTitle: lessons[0]?.title ?? course.title,
    postalAddress: site.postalAddress,
    siteName: site.name,
  };
}
