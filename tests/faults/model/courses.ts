import { Prisma } from '#lib/db/client.ts';
import type { Runtime } from '#lib/runtime.ts';
import { publishLessons } from '#tests/support/small-course.ts';

export const COURSES = ['tea', 'bread'] as const;
export type Course = (typeof COURSES)[number];

/** Every lesson that a course has or had. */
export const LESSONS: Record<Course, readonly string[]> = {
  tea: ['one', 'extra', 'two', 'three', 'four'],
  bread: ['flour', 'salt', 'water', 'heat'],
};

/** What each course has been and may become: as it begins, then with a lesson put in, taken out, moved, reworded, added. */
const EDITS: Record<Course, readonly (readonly [lessons: readonly string[], words?: string])[]> = {
  tea: [
    [['one', 'two', 'three']],
    [['one', 'extra', 'two', 'three']],
    [['one', 'three']],
    [['two', 'one', 'three']],
    [['one', 'two', 'three'], 'Said in other words.'],
    [['one', 'two', 'three', 'four']],
  ],
  bread: [
    [['flour', 'water']],
    [['flour', 'salt', 'water']],
    [['flour']],
    [['water', 'flour']],
    [['flour', 'water'], 'Said in other words.'],
    [['flour', 'water', 'heat']],
  ],
};
export const EDIT_COUNT = 6;
/** The edit with other words, which says that they correct what the course said before. */
export const CORRECTED = 4;
export const CORRECTION = 'other-words';

function correctionOf(lesson: string) {
  return {
    id: CORRECTION,
    date: '2027-01-01',
    lesson,
    was: 'Some words.',
    now: 'Others.',
    because: 'A slip.',
  };
}

export type Courses = {
  /** Makes an edit live; 0 is how the course began. */
  edit(course: Course, edit: number): Promise<void>;
  /** The order that is live. */
  order(course: Course): readonly string[];
  /** Was anything but its words ever changed since `restore`? */
  wasEdited(course: Course): boolean;
  restore(): Promise<void>;
};

/**
 * Publishes every edit once, from files as an operator does; making one live again is then a copy of its row, so that
 * thousands of edits cost nothing.
 */
export async function publishEdits(runtime: Runtime): Promise<Courses> {
  const numbers = new Map<string, number>();
  for (const course of COURSES) {
    for (const [edit, [lessons, words]] of EDITS[course].entries()) {
      const [first = ''] = lessons;
      const said =
        words === undefined ? {} : { words: { [first]: words }, corrections: [correctionOf(first)] };
      await publishLessons(runtime, course, lessons, said.words, 'always', said);
      const { number } = await runtime.db.publication.findFirstOrThrow({
        where: { courseSlug: course },
        orderBy: { number: 'desc' },
      });
      numbers.set(`${course}/${edit}`, number);
    }
  }
  const live: Record<Course, number> = { tea: -1, bread: -1 };
  const edited = new Set<Course>();
  const lessonsOf = (course: Course, edit: number) => EDITS[course][edit]?.[0] ?? [];

  async function edit(course: Course, to: number): Promise<void> {
    if (live[course] === to) return;
    await runtime.db.$executeRaw(Prisma.sql`
      INSERT INTO "Publication" ("courseSlug", "hash", "course", "editions")
      SELECT "courseSlug", "hash", "course", "editions" FROM "Publication"
      WHERE "number" = ${numbers.get(`${course}/${to}`)}`);
    if (lessonsOf(course, to).join() !== lessonsOf(course, 0).join()) edited.add(course);
    live[course] = to;
  }

  return {
    edit,
    order: (course) => lessonsOf(course, live[course]),
    wasEdited: (course) => edited.has(course),
    restore: async () => {
      for (const course of COURSES) await edit(course, 0);
      edited.clear();
    },
  };
}
