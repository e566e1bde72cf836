import fc from 'fast-check';
import type { Begin } from '#lib/flows/confirm.ts';
import { COURSES, type Course } from './courses.ts';
import { ask, press } from './sign-up-steps.ts';
import { run } from './step.ts';
import { ZONES } from './who.ts';
import { takeTurn, type World } from './world.ts';

/** An address may ask once a minute. */
const A_MINUTE_MS = 61_000;

/** Ordinary days, and Fridays before summer time begins or ends, north and south. */
const STARTS = [
  '2027-01-06T12:00:00Z',
  '2027-03-12T15:00:00Z',
  '2027-03-26T10:00:00Z',
  '2027-04-02T10:00:00Z',
  '2027-10-01T10:00:00Z',
  '2027-10-29T20:00:00Z',
] as const;

export type Start = { at: string; zones: readonly string[]; everybodyJoins(world: World): Promise<void> };

/** When and where it begins, and who has joined what: ada and ben learn already, cleo may yet come. */
export const start: fc.Arbitrary<Start> = fc
  .record({
    at: fc.constantFrom(...STARTS),
    zones: fc.tuple(fc.constantFrom(...ZONES), fc.constantFrom(...ZONES), fc.constantFrom(...ZONES)),
    begin: fc.constantFrom('after' as const, 'now' as const),
    joined: fc.tuple(fc.subarray([...COURSES], { minLength: 1 }), fc.subarray([...COURSES])),
  })
  .map(({ joined, ...begin }) => {
    const words = `it begins in ${begin.zones.join(', ')}; ada takes ${joined[0].join(' and ')}, ben ${joined[1].join(' and ')}, ${begin.begin === 'now' ? 'side by side' : 'one after the other'}`;
    return {
      ...begin,
      [fc.toStringMethod]: () => words,
      everybodyJoins: (world: World) => run(world, words, () => join(world, joined, begin.begin)),
    };
  });

async function join(world: World, joined: readonly (readonly Course[])[], begin: Begin): Promise<string> {
  for (const course of COURSES) {
    for (const [i, wanted] of joined.entries()) {
      const person = world.people[i];
      if (!person || !wanted.includes(course)) continue;
      await ask(world, person, course, person.zone);
      await press(world, person, 0, begin);
    }
    await world.pass(A_MINUTE_MS);
  }
  await takeTurn(world, { sweeps: false, crash: null, behaviours: [] });
  return `${world.provider.accepted.length} taken`;
}
