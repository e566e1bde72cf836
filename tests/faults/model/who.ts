import fc from 'fast-check';
import type { Said, SaidCode } from '#lib/flows/said.ts';
import { COURSES, type Course } from './courses.ts';
import type { Person } from './people.ts';
import { type Step, step } from './step.ts';
import { enrollmentOf, type World } from './world.ts';

export const NAMES = ['ada', 'ben', 'cleo'] as const;

/** Hours that summer time skips and repeats, midnight with its neighbour, and an ordinary one. */
export const HOURS = [0, 2, 9, 23] as const;
export const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Africa/Cairo',
] as const;

/** Which of the people; the two who learn from the beginning act most. */
export const who = fc.constantFrom(0, 0, 0, 1, 1, 1, 2);
export const course = fc.constantFrom(...COURSES);

/** Something a person does. */
export function does(
  who: number,
  words: string,
  act: (world: World, person: Person) => Promise<string>,
): Step {
  return step(`${NAMES[who]} ${words}`, async (world) => {
    const person = world.people[who];
    return person ? act(world, person) : 'nobody';
  });
}

/**
 * A button on a learner's page of a course, or of the other course where that is the only one they take.
 * @param then what it means, when it did anything
 */
export function presses(
  who: number,
  wanted: Course,
  words: string,
  press: (world: World, token: string) => Promise<Said>,
  then: (person: Person, of: Course, world: World, said: SaidCode) => void,
): Step {
  return does(who, `${words} (${wanted})`, async (world, person) => {
    const of = [wanted, ...COURSES].find((one) => enrollmentOf(world, person, one));
    const row = of && enrollmentOf(world, person, of);
    if (!row) return 'has no such page';
    const said = await press(world, world.runtime.tokens.sign('manage', row.id));
    if (said.ok && said.said !== 'nothing-to-do') then(person, of, world, said.said);
    await rememberPauses(world, person);
    return `${of}: ${said.ok ? said.said : said.problem}`;
  });
}

/** The page says when each pause ends; that is what the person goes by. */
async function rememberPauses({ runtime }: World, person: Person): Promise<void> {
  const rows = await runtime.db.enrollment.findMany({
    where: { subscriber: { addressKey: person.address } },
  });
  for (const known of COURSES) {
    const taking = person.takes[known];
    const row = rows.find(({ courseSlug }) => courseSlug === known);
    if (taking.state !== 'paused') taking.untilMs = null;
    else if (row?.state === 'paused') taking.untilMs = row.pausedUntil?.getTime() ?? null;
  }
}

/** After something was undone: their courses' pages say where they stand. */
export async function seeHowItStands(world: World, person: Person): Promise<void> {
  const subscriber = await world.runtime.db.subscriber.findUniqueOrThrow({
    where: { addressKey: person.address },
    include: { enrollments: { include: { owed: true, passedOver: true } } },
  });
  person.departed = subscriber.standing === 'departed';
  for (const row of subscriber.enrollments) {
    const known = COURSES.find((one) => one === row.courseSlug);
    if (!known) continue;
    const taking = person.takes[known];
    const ofRound = ({ round }: { round: number }) => round === row.round;
    if (row.state !== 'completed')
      taking.state = ({ active: 'learning', paused: 'paused', left: 'left', waiting: 'waiting' } as const)[
        row.state
      ];
    taking.paces.push(row.pace);
    taking.skipped = new Set(row.passedOver.filter(ofRound).map(({ lessonSlug }) => lessonSlug));
    taking.wanted = new Set(row.owed.filter(ofRound).map(({ lessonSlug }) => lessonSlug));
  }
  await rememberPauses(world, person);
}

/** What of a person's mail has not ended yet, as of the last look. */
export function openDeliveriesOf({ seen }: World, { address }: Person): string[] {
  const subscriber = seen.subscribers.find((one) => one.address === address);
  return seen.deliveries
    .filter(({ subscriberId }) => subscriberId === subscriber?.id)
    .filter(({ state }) => state === 'scheduled' || state === 'batched' || state === 'unknown')
    .map(({ id }) => id);
}
