import type { Correction, Course, Lesson } from './course.ts';
import { slugToday } from './lesson-names.ts';
import { describeSlot, type Slot } from './schedule.ts';

/** What is different between two versions of a course. Lessons go by their new slugs, those taken out by their old ones. */
export type CourseChanges = {
  added: string[];
  takenOut: string[];
  renamed: { from: string; to: string }[];
  /** The fewest that explain the new order. */
  moved: string[];
  /** Their words, or what stands in their head. */
  changed: string[];
  /** Corrections written down since, by id. */
  corrected: string[];
  /** The day and hour that new learners get. */
  slot: { from: string; to: string } | null;
  /** Anything else: what stands around the lessons. */
  around: boolean;
};

/** Compares what is live with what is to be. Both know the names of their lessons. */
export function compareCourses(before: Course, after: Course): CourseChanges {
  const today = slugToday(after.lessons);
  const old = new Map(before.lessons.map((lesson) => [today(lesson.slug), lesson]));
  const now = new Map(after.lessons.map((lesson) => [lesson.slug, lesson]));
  const kept = [...now.keys()].filter((slug) => old.has(slug));
  const places = [...old.keys()].filter((slug) => now.has(slug));
  const stayed = longestInOrder(kept.map((slug) => places.indexOf(slug))).map((index) => kept[index]);
  const corrected = after.corrections.filter(({ id }) => !before.corrections.some((one) => one.id === id));
  const slots = [before, after].map((course) => describeSlot(slotOf(course)));
  return {
    added: [...now.keys()].filter((slug) => !old.has(slug)),
    takenOut: [...old].filter(([slug]) => !now.has(slug)).map(([, { slug }]) => slug),
    renamed: kept.flatMap((slug) => {
      const from = old.get(slug)?.slug ?? slug;
      return from === slug ? [] : [{ from, to: slug }];
    }),
    moved: kept.filter((slug) => !stayed.includes(slug)),
    changed: kept.filter((slug) => differ(withoutNames(old.get(slug)), withoutNames(now.get(slug)))),
    corrected: corrected.map(({ id }) => id),
    slot: slots[0] === slots[1] ? null : { from: slots[0] ?? '', to: slots[1] ?? '' },
    around: differ(withoutLessons(before), withoutLessons(after, corrected)),
  };
}

function slotOf({ weekday, hour, timeZone }: Course): Slot {
  return { pace: 'weekly', weekdays: [weekday], hour, timeZone };
}

function withoutLessons(course: Course, besides: readonly Correction[] = []) {
  const corrections = course.corrections.filter((one) => !besides.includes(one));
  return { ...course, corrections, lessons: [], weekday: 0, hour: 0, timeZone: '' };
}

function withoutNames(lesson: Lesson | undefined) {
  return lesson && { ...lesson, slug: '', formerly: [] };
}

/** One of the two has been through a database column, which keeps no order of keys, and leaves out what is undefined. */
function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

/** The indexes of a longest rising subsequence. */
function longestInOrder(numbers: readonly number[]): number[] {
  const best: number[][] = [];
  for (const [index, number] of numbers.entries()) {
    const before = best.filter((found) => (numbers[found.at(-1) ?? 0] ?? 0) < number);
    const longest = before.reduce((a, b) => (b.length > a.length ? b : a), []);
    best.push([...longest, index]);
  }
  return best.reduce((a, b) => (b.length > a.length ? b : a), []);
}
