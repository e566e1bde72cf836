import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CourseError } from '#lib/domain/course.ts';
import { keepNames, type Named, namesOf } from '#lib/domain/lesson-names.ts';
import { type Place, placeOf } from '#lib/domain/place.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';

// Whatever an operator does to a course, and however often they forget what a lesson was called: each mail is one of the
// learner's weeks, or an edit in between.

/** A lesson as it is meant, whatever it is called at the moment. */
type Meant = { id: number; slug: string; formerly: string[] };
type Life = {
  lessons: Meant[];
  history: Named[][];
  receipts: Map<string, string>;
  owed: string[];
  given: number[];
  removed: Meant[];
};

const course = fixtureCourse();

const position = fc.nat(8);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ does: 'a week passes' as const }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('insert' as const), at: position }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('take out' as const), at: position }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('put back' as const), at: position }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('move' as const), at: position, to: position }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('rename' as const), at: position, back: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('forget old names' as const), at: position }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('ask for' as const), at: position }) },
);
type Step = Parameters<Parameters<(typeof step)['map']>[0]>[0];

test('nobody gets a lesson twice; whatever is in the course was had, comes, or is there to ask for', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const life = begin();
      for (const one of steps) {
        const before = placeIn(life);
        const had = before.had.size;
        take(life, one);
        const place = placeIn(life);
        expect(new Set(life.given).size).toBe(life.given.length);
        expect(
          [...place.had.keys()]
            .filter((slug) => isIn(life, slug))
            .concat(place.comes, place.passed)
            .toSorted(),
        ).toEqual(life.lessons.map(({ slug }) => slug).toSorted());
        // An edit gives nothing to anybody.
        if (one.does !== 'a week passes') expect(place.had.size).toBeLessThanOrEqual(had);
      }
      // Without further edits all that comes comes, one a week, and then the course is done.
      const { comes } = placeIn(life);
      for (const _ of comes) take(life, { does: 'a week passes' });
      expect(placeIn(life).comes).toEqual([]);
      expect(new Set(life.given).size).toBe(life.given.length);
    }),
    { numRuns: 500 },
  );
});

function begin(): Life {
  const lessons = [1, 2, 3, 4].map((id) => ({ id, slug: `lesson-${id}`, formerly: [] }));
  return { lessons, history: [lessons], receipts: new Map(), owed: [], given: [], removed: [] };
}

function placeIn({ history, receipts, owed }: Life): Place {
  return placeOf(history[0] ?? [], { receipts, owed, passedOver: [] });
}

function isIn({ lessons }: Life, slug: string): boolean {
  return lessons.some((lesson) => lesson.slug === slug);
}

/** Each edit as an operator would save it. Old names are listed only where it is a rename, and only the last one. */
function take(life: Life, one: Step): void {
  if (one.does === 'a week passes') giveNext(life);
  else if (one.does === 'ask for') askFor(life, one.at);
  else publish(life, edited(life, one));
}

function edited(
  { lessons, history, removed }: Life,
  one: Exclude<Step, { does: 'a week passes' | 'ask for' }>,
): Meant[] {
  const at = one.at % lessons.length;
  const lesson = lessons[at];
  if (!lesson) return lessons;
  switch (one.does) {
    case 'insert': {
      const id = 1 + history.length * 10;
      return lessons.toSpliced(at, 0, { id, slug: `lesson-${id}`, formerly: [] });
    }
    case 'take out':
      return lessons.toSpliced(at, 1);
    case 'put back': {
      const [back] = removed.filter(({ id }) => lessons.every((present) => present.id !== id)).slice(-1);
      return back ? lessons.toSpliced(at, 0, { ...back, formerly: [] }) : lessons;
    }
    case 'move':
      return lessons.toSpliced(at, 1).toSpliced(one.to % lessons.length, 0, lesson);
    case 'rename': {
      const old = lesson.formerly.at(-1);
      const slug = one.back && old !== undefined ? old : `renamed-${history.length}`;
      return lessons.with(at, { id: lesson.id, slug, formerly: [lesson.slug] });
    }
    case 'forget old names':
      return lessons.with(at, { ...lesson, formerly: [] });
    default:
      return one satisfies never;
  }
}

function askFor(life: Life, at: number): void {
  const { passed } = placeIn(life);
  const slug = passed[at % Math.max(1, passed.length)];
  if (slug !== undefined) life.owed.push(slug);
}

/** As the flows do: under the name of the day, one lesson. */
function giveNext(life: Life): void {
  const [next] = placeIn(life).comes;
  const lesson = life.lessons.find(({ slug }) => slug === next);
  if (!lesson) return;
  life.given.push(lesson.id);
  life.receipts.set(lesson.slug, `delivery ${life.given.length}`);
}

/** An edit that would confuse two lessons is refused, and the course stays as it was. */
function publish(life: Life, lessons: Meant[]): void {
  const [fixture] = course.lessons;
  if (!fixture || lessons.length === 0) return;
  const draft = { ...course, lessons: lessons.map((lesson) => ({ ...fixture, ...lesson })) };
  try {
    life.history.unshift(
      keepNames(draft, life.history).lessons.map(({ slug, formerly }) => ({ slug, formerly })),
    );
    life.removed.push(...life.lessons.filter(({ id }) => lessons.every((kept) => kept.id !== id)));
    life.lessons = lessons;
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
  }
}

test('no lesson ever shares a name with another', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const life = begin();
      for (const one of steps) take(life, one);
      const names = (life.history[0] ?? []).flatMap(namesOf);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});
