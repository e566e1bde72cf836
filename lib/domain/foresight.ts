import { type EnrollmentState, isToGoOn } from './eligibility.ts';
import { type Named, slugToday } from './lesson-names.ts';
import { type Place, placeOf } from './place.ts';

/** People of a course who have had the same lessons, are owed the same and passed the same over, under whatever names. */
export type Standing = {
  state: EnrollmentState;
  had: readonly string[];
  owed: readonly string[];
  passedOver: readonly string[];
  people: number;
  /** So many have a lesson on its way, which leaves as it was planned. */
  leaving: number;
  /** The earliest and the latest date, or end of a pause, of those who have one; and how many come within a week. */
  from: Date | null;
  until: Date | null;
  soon: number;
};

/** People for whom an edit means the same. */
export type Group = Pick<Standing, 'state' | 'people' | 'leaving' | 'from' | 'until' | 'soon'> & {
  /** The furthest lesson they have had, as the course is now; null before lesson 1. */
  furthest: string | null;
  /** What comes next, as things are and after the edit, by the new names; null for the closing mail. */
  wasNext: string | null;
  isNext: string | null;
  /** So many lessons more, or fewer if negative, until their course ends. */
  longerBy: number;
  /** Lessons that come to stand behind them: theirs to ask for. */
  newlyPassed: string[];
};

/** How people stand to one lesson after the edit. */
export type Reach = {
  lesson: string;
  /** So many are in the course and get it in its turn. */
  comes: number;
  /** So many are in the course and have passed it; `owed` of them get it next all the same. */
  passed: number;
  owed: number;
  /** So many pass it by this edit. */
  newlyPassed: number;
  /** So many have finished. */
  finished: number;
};

/** In this order they are told. */
const STATES: readonly EnrollmentState[] = ['active', 'paused', 'waiting', 'completed', 'left'];

/**
 * Who gets what after an edit: people grouped by where they stand, and how many each lesson still reaches. Dates are never
 * part of an edit: what was promised stays.
 * @param before the lessons as they are live
 * @param after the lessons as they would be
 * @param also passed lessons that whoever is in the course gets next all the same
 */
export function foresee(
  [before, after]: [readonly Named[], readonly Named[]],
  standings: readonly Standing[],
  also: readonly string[],
): { groups: Group[]; reach: Reach[] } {
  const today = slugToday(after);
  const groups = new Map<string, Group>();
  const nobody = { comes: 0, passed: 0, owed: 0, newlyPassed: 0, finished: 0 };
  const reach = new Map<string, Reach>(after.map(({ slug }) => [slug, { lesson: slug, ...nobody }]));
  for (const standing of standings) {
    const was = placeIn(before, standing, []);
    const is = placeIn(after, standing, isToGoOn(standing.state) ? also : []);
    const wasPassed = new Set(was.passed.map(today));
    const newlyPassed = is.passed.filter((slug) => !wasPassed.has(slug));
    count(reach, standing, is, newlyPassed);
    join(groups, {
      ...standing,
      furthest: was.furthest,
      wasNext: was.comes.map(today)[0] ?? null,
      isNext: is.comes[0] ?? null,
      longerBy: is.comes.length - was.comes.length,
      newlyPassed,
    });
  }
  const places = before.map(({ slug }) => slug);
  const placeOfGroup = ({ state, furthest }: Group) =>
    STATES.indexOf(state) * (places.length + 1) + (furthest === null ? 0 : places.indexOf(furthest) + 1);
  const sorted = [...groups.values()].sort((a, b) => placeOfGroup(a) - placeOfGroup(b));
  return { groups: sorted, reach: [...reach.values()] };
}

/** Does an edit change what these people get, or may ask for, while they are in the course? A new name alone does not. */
export function isAffected({ state, wasNext, isNext, longerBy, newlyPassed }: Group): boolean {
  return isToGoOn(state) && (wasNext !== isNext || longerBy !== 0 || newlyPassed.length > 0);
}

function placeIn(
  lessons: readonly Named[],
  { had, owed, passedOver }: Standing,
  also: readonly string[],
): Place {
  const receipts = new Map(had.map((name) => [name, name]));
  // What they chose to leave out, nobody adds again but themselves.
  const leftOut = new Set(passedOver.map(slugToday(lessons)));
  const added = also.filter((slug) => !leftOut.has(slug));
  return placeOf(lessons, { receipts, owed: [...owed, ...added], passedOver });
}

function count(
  reach: Map<string, Reach>,
  { state, people }: Standing,
  is: Place,
  newlyPassed: readonly string[],
): void {
  const add = (what: Exclude<keyof Reach, 'lesson'>, slugs: readonly string[]) => {
    for (const slug of slugs) {
      const one = reach.get(slug);
      if (one) one[what] += people;
    }
  };
  if (state === 'completed') add('finished', [...is.passed, ...is.comes]);
  if (!isToGoOn(state)) return;
  add(
    'comes',
    is.comes.filter((slug) => !is.owed.includes(slug)),
  );
  add('passed', [...is.passed, ...is.owed]);
  add('owed', is.owed);
  add('newlyPassed', newlyPassed);
}

/** Adds people to those for whom it means the same. */
function join(
  groups: Map<string, Group>,
  group: Group & { had?: unknown; owed?: unknown; passedOver?: unknown },
): void {
  const { state, furthest, wasNext, isNext, longerBy, newlyPassed, people, leaving, from, until, soon } =
    group;
  const key = JSON.stringify([state, furthest, wasNext, isNext, longerBy, newlyPassed]);
  const known = groups.get(key);
  groups.set(key, {
    ...{ state, furthest, wasNext, isNext, longerBy, newlyPassed },
    people: people + (known?.people ?? 0),
    leaving: leaving + (known?.leaving ?? 0),
    from: edge([from, known?.from ?? null], (a, b) => a < b),
    until: edge([until, known?.until ?? null], (a, b) => a > b),
    soon: soon + (known?.soon ?? 0),
  });
}

function edge([a, b]: [Date | null, Date | null], isFirst: (a: Date, b: Date) => boolean): Date | null {
  if (a === null || b === null) return a ?? b;
  return isFirst(a, b) ? a : b;
}
