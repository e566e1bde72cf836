import fc from 'fast-check';
import type { Pace } from '#lib/domain/schedule.ts';
import { askForLesson, takeLessonBack } from '#lib/flows/ask-for-lesson.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { jumpAhead, skipNext } from '#lib/flows/pass-over.ts';
import { pause } from '#lib/flows/pause.ts';
import { requestDataLink } from '#lib/flows/request-data-link.ts';
import { resume } from '#lib/flows/resume.ts';
import { sendAgain } from '#lib/flows/send-again.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { undo } from '#lib/flows/undo.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import { LESSONS } from './courses.ts';
import { leftCourse, stoppedAllMail } from './people.ts';
import type { Step } from './step.ts';
import { course, does, HOURS, openDeliveriesOf, presses, seeHowItStands, who, ZONES } from './who.ts';
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

/** Until a day some days ahead, on the clock of nobody in particular: where it is today or past, it is refused. */
const pausesTo = fc.tuple(who, course, fc.integer({ min: 1, max: 40 })).map(([i, of, days]) =>
  presses(
    i,
    of,
    `pauses until a day in ${days} days`,
    (world, token) =>
      pause(world.runtime, token, {
        day: new Date(world.nowMs() + days * 86_400_000).toISOString().slice(0, 10),
      }),
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
        const taking = person.takes[course];
        taking.state = said === 'waits-again' ? 'waiting' : 'learning';
        if (how === 'again') Object.assign(taking, { skipped: new Set(), wanted: new Set() });
      },
    ),
  );

/** A lesson that the course has or had: many are refused, in words. */
const lesson = course.chain((of) => fc.tuple(fc.constant(of), fc.constantFrom(...LESSONS[of])));

/** The page's own button for the lesson it says is next. */
const skips = fc.tuple(who, course).map(([i, of]) =>
  does(i, `skips the next lesson (${of})`, async (world, person) => {
    const row = enrollmentOf(world, person, of);
    if (!row) return 'has no such page';
    const token = world.runtime.tokens.sign('manage', row.id);
    const view = await manageView(world.runtime, token);
    const next = view?.lessons.find(({ state }) => state === 'next')?.slug;
    if (next === undefined) return 'has no next lesson';
    const said = await skipNext(world.runtime, token, next);
    if (!said.ok) return said.problem;
    person.takes[of].skipped.add(next);
    person.takes[of].wanted.delete(next);
    return next;
  }),
);

const jumps = fc.tuple(who, lesson).map(([i, [of, slug]]) =>
  does(i, `jumps to ${slug} (${of})`, async (world, person) => {
    const row = enrollmentOf(world, person, of);
    if (!row) return 'has no such page';
    const token = world.runtime.tokens.sign('manage', row.id);
    const view = await manageView(world.runtime, token);
    const coming = view?.lessons.filter(({ state }) => state === 'next' || state === 'later') ?? [];
    const said = await jumpAhead(world.runtime, token, slug);
    if (!said.ok || said.said === 'nothing-to-do') return said.ok ? said.said : said.problem;
    // Owed lessons stand before all others, wherever the course has them.
    const inTurn = [...coming.filter(({ owed }) => owed), ...coming.filter(({ owed }) => !owed)];
    const over = inTurn.slice(
      0,
      inTurn.findIndex((one) => one.slug === slug),
    );
    for (const { slug: left } of over) {
      person.takes[of].skipped.add(left);
      person.takes[of].wanted.delete(left);
    }
    return said.said;
  }),
);

const asksFor = fc.tuple(who, lesson, fc.boolean()).map(([i, [of, slug], takesBack]) =>
  presses(
    i,
    of,
    takesBack ? `does not want ${slug} after all` : `asks for ${slug}`,
    ({ runtime }, token) => (takesBack ? takeLessonBack : askForLesson)(runtime, token, slug),
    ({ takes }, course) => {
      const taking = takes[course];
      if (takesBack) taking.wanted.delete(slug);
      else taking.wanted.add(slug);
    },
  ),
);

const wantsAgain = fc.tuple(who, lesson).map(([i, [of, slug]]) =>
  presses(
    i,
    of,
    `wants ${slug} again`,
    ({ runtime }, token) => sendAgain(runtime, token, slug),
    () => {},
  ),
);

const asksForData = fc.tuple(who, course).map(([i, of]) =>
  presses(
    i,
    of,
    'asks for the link to their data',
    ({ runtime }, token) => requestDataLink(runtime, token),
    (person) => {
      person.dataLinks++;
    },
  ),
);

/** Takes back what was done last on that page. How things stand then, the page says: that it is as before has tests of its own. */
const undoes = fc.tuple(who, course).map(([i, of]) =>
  does(i, `undoes the last change (${of})`, async (world, person) => {
    const row = enrollmentOf(world, person, of);
    if (!row) return 'has no such page';
    const { runtime } = world;
    const token = runtime.tokens.sign('manage', row.id);
    const change = (await manageView(runtime, token))?.undo;
    if (!change) return 'there is nothing to undo';
    const said = await undo(runtime, token, change.id);
    if (!said.ok) throw new Error(`what the page offered to undo is refused: ${said.problem}`);
    await seeHowItStands(world, person);
    return change.said;
  }),
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
  { weight: 1, arbitrary: pausesTo },
  { weight: 4, arbitrary: skips },
  { weight: 2, arbitrary: jumps },
  { weight: 3, arbitrary: asksFor },
  { weight: 1, arbitrary: wantsAgain },
  { weight: 2, arbitrary: asksForData },
  { weight: 4, arbitrary: undoes },
);
