import fc from 'fast-check';
import type { Pace } from '#lib/domain/schedule.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { pause } from '#lib/flows/pause.ts';
import { resume } from '#lib/flows/resume.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import { leftCourse, stoppedAllMail } from './people.ts';
import type { Step } from './step.ts';
import { course, does, HOURS, openDeliveriesOf, presses, who, ZONES } from './who.ts';
import { enrollmentOf } from './world.ts';

const pauses = fc
  .tuple(who, course, fc.constantFrom(1 as const, 2 as const, 4 as const, null))
  .map(([i, of, weeks]) =>
    presses(
      i,
      of,
      `pauses ${weeks === null ? 'until further notice' : `for ${weeks} weeks`}`,
      ({ runtime }, token) => pause(runtime, token, weeks),
      ({ takes }, course) => {
        takes[course].state = 'paused';
      },
    ),
  );

const resumes = fc.tuple(who, course, fc.constantFrom('slot' as const, 'now' as const)).map(([i, of, when]) =>
  presses(
    i,
    of,
    `resumes, ${when}`,
    ({ runtime }, token) => resume(runtime, token, when),
    ({ takes }, course) => {
      takes[course].state = 'learning';
    },
  ),
);

const wantsNext = fc.tuple(who, course).map(([i, of]) =>
  presses(
    i,
    of,
    'wants the next lesson now',
    ({ runtime }, token) => sendNow(runtime, token),
    ({ takes }, course, _, said) => {
      if (said === 'begun') takes[course].state = 'learning';
    },
  ),
);

const slot = fc.record({
  pace: fc.constantFrom<Pace>('weekly', 'twice_weekly', 'daily'),
  day: fc.integer({ min: 1, max: 4 }),
  hour: fc.constantFrom(...HOURS),
  timeZone: fc.constantFrom(...ZONES),
});
const reschedules = fc.tuple(who, course, slot).map(([i, of, { pace, day, hour, timeZone }]) => {
  const weekdays = { weekly: [day], twice_weekly: [day, day + 3], daily: [] }[pace];
  return presses(
    i,
    of,
    `wants lessons ${pace} on ${weekdays.join(' and ') || 'any day'} at ${hour}, ${timeZone}`,
    ({ runtime }, token) => changeSchedule(runtime, token, { pace, weekdays, hour, timeZone }),
    ({ takes }, course) => {
      takes[course].paces.push(pace);
    },
  );
});

const leaves = fc.tuple(who, course).map(([i, of]) =>
  presses(
    i,
    of,
    'leaves the course',
    ({ runtime }, token) => leaveCourse(runtime, token),
    (person, course) => leftCourse(person, course),
  ),
);

const leavesAll = fc.tuple(who, course).map(([i, of]) =>
  presses(
    i,
    of,
    'leaves everything',
    ({ runtime }, token) => leaveEverything(runtime, token),
    (person, _, world) => {
      stoppedAllMail(person, openDeliveriesOf(world, person));
    },
  ),
);

const clicks = fc
  .tuple(who, course, fc.constantFrom('course' as const, 'everything' as const))
  .map(([i, of, scope]) =>
    does(
      i,
      `unsubscribes from ${scope === 'course' ? of : scope} with one click, twice`,
      async (world, person) => {
        const row = enrollmentOf(world, person, of);
        if (!row) return 'has no such mail';
        const token = world.runtime.tokens.sign('unsubscribe', row.id);
        for (let click = 0; click < 2; click++) await unsubscribe(world.runtime, token, scope, 'one-click');
        if (scope === 'everything') stoppedAllMail(person, openDeliveriesOf(world, person));
        else leftCourse(person, of);
        return 'done';
      },
    ),
  );

const comesBack = fc
  .tuple(who, course, fc.constantFrom('continue' as const, 'again' as const))
  .map(([i, of, how]) =>
    presses(
      i,
      of,
      how === 'again' ? 'begins again' : 'comes back',
      ({ runtime }, token) => comeBack(runtime, token, how),
      (person, course, _, said) => {
        person.departed = false;
        person.takes[course].state = said === 'waits-again' ? 'waiting' : 'learning';
      },
    ),
  );

export const learnerSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: pauses },
  { weight: 2, arbitrary: resumes },
  { weight: 3, arbitrary: wantsNext },
  { weight: 3, arbitrary: reschedules },
  { weight: 1, arbitrary: leaves },
  { weight: 1, arbitrary: leavesAll },
  { weight: 1, arbitrary: clicks },
  { weight: 4, arbitrary: comesBack },
);
