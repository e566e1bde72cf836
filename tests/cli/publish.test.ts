import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plan, publish } from '#lib/cli/publish.ts';
import { examine } from '#lib/flows/doctor.ts';
import { foreseePublishing } from '#lib/flows/foresee-publishing.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { publishForeseen } from '#lib/flows/publish-foreseen.ts';
import { type Cast, everyPlace } from '#tests/support/every-place.ts';
import { allRows } from '#tests/support/rows.ts';
import type { TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, openTea, publishLessons } from '#tests/support/small-course.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { type CourseFiles, writeCourse } from '#tests/support/write-course.ts';

const WEEK_MS = 7 * 86_400_000;

let runtime: TestRuntime;
let cast: Cast;
beforeAll(async () => {
  runtime = await openTea();
});
afterAll(() => runtime.close());

async function begin(): Promise<void> {
  await runtime.db.publication.deleteMany({ where: { courseSlug: { in: ['tea', 'bread'] } } });
  await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four'], { two: LONG });
  cast = await everyPlace(runtime);
}

/** A folder with the tea course as an operator has edited it. */
async function edited(lessons: string[], more: Partial<CourseFiles> = {}): Promise<string> {
  const dir = temporaryFolder();
  await writeCourse(dir, { slug: 'tea', lessons, words: { two: LONG }, ...more });
  return dir;
}
const INSERTED = ['one', 'new', 'two', 'three', 'four'];

/** Everything that can be published or sent to. */
const everything = async () => ({
  ...(await allRows(runtime)),
  publications: await runtime.db.publication.count(),
});

/** What everybody gets from now on, in ten weeks: by name, the first letters of lessons, “end” for the closing mail. */
async function comes(): Promise<Record<string, string>> {
  const before = new Map<string, number>();
  for (const [name, learner] of Object.entries(cast)) before.set(name, (await learner.lessons()).length);
  await passDays(runtime, 70);
  const came: Record<string, string> = {};
  for (const [name, learner] of Object.entries(cast)) {
    const titles = (await learner.lessons()).slice(before.get(name)).map((line) => line.split(':')[0]);
    came[name] = titles.map((title) => (title === CLOSING ? 'end' : title)).join(' ');
  }
  return came;
}

/** Unrequested mails are never closer than a week, or the gap that a late one leaves. */
async function expectOneAWeek(): Promise<void> {
  const sent = await runtime.db.delivery.findMany({
    where: { state: 'sent', priority: 1, requested: false },
    orderBy: { sentAt: 'asc' },
  });
  const last = new Map<string | null, number>();
  for (const { enrollmentId, sentAt } of sent) {
    const at = sentAt?.getTime() ?? 0;
    expect(at - (last.get(enrollmentId) ?? 0)).toBeGreaterThanOrEqual(WEEK_MS - 3_600_000);
    last.set(enrollmentId, at);
  }
}

const AS_BEFORE = {
  hal: 'one two three four end',
  ada: 'two three four end',
  gus: 'two three four end',
  ivy: 'two three four end',
  ben: 'three four end',
  cleo: 'four end',
  kay: 'end',
  finn: '',
  eva: '',
  dan: '',
};

describe('course plan', () => {
  // It changes nothing, so that all of these look at the same.
  beforeAll(begin);

  test('says what an insertion means for people at every place, names nobody, and changes nothing', async () => {
    const before = await everything();
    const { lines, code } = await plan(runtime, ['tea'], await edited(INSERTED));
    expect(code).toBe(0);
    expect(lines.join('\n')).toBe(`tea: to be published
  lesson added: new
  new:
    3 people get it in its turn
    1 person has finished: it stands on their page
    5 people have passed it: it stands on their page, and is not mailed. To send it next: --also new
  Who gets what, and when:
    1 person before the first lesson: next “one”, as before
      On 6 January 2027
      Their course ends one lesson later
    2 people after “one”: next “new”, not “two”
      From 11 January 2027 to 18 January 2027; 1 of them within a week
      Their course ends one lesson later
    2 people after “two”: next “three”, as before
      On 11 January 2027; 1 of them within a week
      1 person with a mail on its way, which leaves as it was planned
      New on their page: new
    1 person after “three”: next “four”, as before
      On 11 January 2027
      New on their page: new
    1 person after “four”: next the closing mail, as before
      On 11 January 2027
      New on their page: new
    1 person after “two”, paused: next “three”, as before
      When they go on
      New on their page: new
    1 person has finished: nothing is sent
    1 person after “two”, left: nothing is sent
  Nobody’s date moves, and no mail goes out because of this.`);
    expect(await everything()).toEqual(before);
  });

  test('says what changes when it is sent to those who have passed it, too', async () => {
    const { lines } = await plan(runtime, ['--also', 'new'], await edited(INSERTED));
    expect(lines).toContain('    5 people have passed it: it comes next, on the date they have');
    expect(lines).toContain('    1 person after “four”: next “new”, not the closing mail');
    expect(lines).toContain('    1 person after “two”, paused: next “new”, not “three”');
  });

  test('says who gets the one after, where the promised one is taken out, and who has nothing left', async () => {
    const { lines } = await plan(runtime, [], await edited(['one', 'two', 'three']));
    expect(lines).toContain('  lesson taken out: four');
    expect(lines).toContain('    1 person after “three”: next the closing mail, not “four”');
    expect(lines).toContain('      Their course ends one lesson earlier');
  });

  test('says what a moved lesson makes people pass, and that a new default time moves nobody', async () => {
    const { lines } = await plan(
      runtime,
      [],
      await edited(['one', 'three', 'two', 'four'], { weekday: 'friday', hour: 18 }),
    );
    expect(lines.slice(0, 7)).toEqual([
      'tea: to be published',
      '  lesson moved: two',
      '  default time, for new learners only: Fridays at 18:00, Europe/Paris (until now Mondays at 09:00, Europe/Paris)',
      '  three:',
      '    3 people get it in its turn',
      '    3 people have passed it: it stands on their page, and is not mailed. To send it next: --also three',
      '  Who gets what, and when:',
    ]);
    expect(lines.at(-1)).toBe('  Nobody’s date moves, and no mail goes out because of this.');
  });

  test('a renamed lesson is nobody’s change; one that only looks renamed is asked about', async () => {
    const lessons = ['one', 'zwei', 'three', 'four'];
    const words = { zwei: `${LONG} And more.` };
    const named = await plan(runtime, [], await edited(lessons, { words, formerly: { zwei: ['two'] } }));
    expect(named.lines).toContain('  lesson renamed: two is now zwei');
    expect(named.lines.join()).not.toMatch(/not “|Is zwei/);
    const unnamed = await plan(runtime, [], await edited(lessons, { words }));
    expect(unnamed.lines).toContain(
      '  Is zwei a new name of two? They say mostly the same. If so, write “formerly: [two]” into the head of zwei,',
    );
  });

  test('says when there is nothing to publish, a course is new, or only the look of the mails changes', async () => {
    const dir = await edited(['one', 'two', 'three', 'four']);
    await writeCourse(dir, { slug: 'bread', lessons: ['flour', 'water'] });
    expect((await plan(runtime, [], dir)).lines).toEqual([
      'bread: new, with 2 lessons',
      'tea: nothing to publish',
    ]);
    await runtime.db.publication.updateMany({
      where: { courseSlug: 'tea' },
      data: { hash: 'of another look' },
    });
    expect((await plan(runtime, ['tea'], dir)).lines.slice(0, 2)).toEqual([
      'tea: to be published',
      '  how its mails look',
    ]);
  });

  test('the same as data', async () => {
    const { lines } = await plan(runtime, ['--json', '--also', 'tea/new'], await edited(INSERTED));
    const { courses } = JSON.parse(lines.join('\n'));
    expect(courses).toMatchObject([
      {
        course: 'tea',
        result: 'changed',
        changes: {
          added: ['new'],
          takenOut: [],
          renamed: [],
          moved: [],
          changed: [],
          slot: null,
          around: false,
        },
        also: ['new'],
        affected: 8,
        reach: [{ lesson: 'new', comes: 3, passed: 5, owed: 5, finished: 1 }],
      },
    ]);
    expect(courses[0].groups[1]).toMatchObject({
      ...{ state: 'active', furthest: 'one', wasNext: 'two', isNext: 'new', longerBy: 1, people: 2, soon: 1 },
      ...{ from: '2027-01-11T08:00:00.000Z', until: '2027-01-18T08:00:00.000Z' },
    });
    expect(lines.join()).not.toContain('@');
  });

  test.each([
    ['a course there is none of', ['te'], 1, 'There is no course “te” in emails/courses. Did you mean tea?'],
    ['a lesson there is none of', ['--also', 'seven'], 1, 'There is no lesson “seven”'],
    ['a lesson that two courses have', ['--also', 'one'], 1, 'Write bread/one or tea/one.'],
    ['an option there is none of', ['--als', 'one'], 2, 'There is no option --als. Did you mean --also?'],
    ['two courses', ['tea', 'bread'], 2, 'course plan [course]'],
  ])('%s ends with words', async (_, args, code, words) => {
    const dir = await edited(['one', 'two', 'three', 'four']);
    await writeCourse(dir, { slug: 'bread', lessons: ['one', 'flour'] });
    const said = await plan(runtime, args, dir);
    expect(said.code).toBe(code);
    expect(said.lines[0]).toContain(words);
  });
});

describe('course publish', () => {
  beforeEach(begin);

  test('asks for --yes where it changes what somebody gets, and publishes nothing without it', async () => {
    const before = await everything();
    const dir = await edited(INSERTED);
    const { lines, code } = await publish(runtime, [], dir);
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe(
      'This changes what 8 people in a course will get, so nothing was published. To do it, add --yes.',
    );
    expect(lines.slice(0, -2)).toEqual((await plan(runtime, [], dir)).lines);
    expect(await everything()).toEqual(before);
  });

  test('an insertion comes to those ahead of it, and to nobody else; no date moves, and nothing comes twice', async () => {
    const dates = () =>
      runtime.db.delivery.findMany({ where: { state: 'scheduled' }, orderBy: { id: 'asc' } });
    const before = await dates();
    const { lines, code } = await publish(runtime, ['--yes'], await edited(INSERTED));
    expect(code).toBe(0);
    expect(lines.at(-1)).toBe('Published: tea.');
    expect(await dates()).toEqual(before);
    expect(await comes()).toEqual({
      ...AS_BEFORE,
      hal: 'one new two three four end',
      ada: 'new two three four end',
      gus: 'new two three four end',
    });
    await expectOneAWeek();
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('--also: it comes next for those who had passed it, too; not for who left or finished', async () => {
    const { lines, code } = await publish(runtime, ['--also', 'new', '--yes'], await edited(INSERTED));
    expect(code).toBe(0);
    expect(lines.slice(-2)).toEqual(['Published: tea.', '“new” comes next for 5 people who had passed it.']);
    expect(await comes()).toEqual({
      ...AS_BEFORE,
      hal: 'one new two three four end',
      ada: 'new two three four end',
      gus: 'new two three four end',
      ivy: 'two new three four end',
      ben: 'new three four end',
      cleo: 'new four end',
      kay: 'new end',
    });
    await expectOneAWeek();
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('--also for a lesson that is live already, when it turns out to matter; a second time it owes nothing', async () => {
    const dir = await edited(INSERTED);
    await publish(runtime, ['--yes'], dir);
    const said = await publish(runtime, ['--also', 'new', '--yes'], dir);
    expect(said.lines[0]).toBe('tea: nothing to publish');
    expect(said.lines.at(-1)).toBe('“new” comes next for 5 people who had passed it.');
    const again = await publish(runtime, ['--also', 'new', '--yes'], dir);
    expect(again.lines.at(-1)).toBe('“new” comes next for 0 people who had passed it.');
  });

  test('the promised lesson taken out: the one after comes on that date; nobody is finished at once', async () => {
    await publish(runtime, ['--yes'], await edited(['one', 'two', 'four']));
    expect(await runtime.db.enrollment.count({ where: { state: 'completed' } })).toBe(1);
    expect(await comes()).toEqual({
      ...AS_BEFORE,
      hal: 'one two four end',
      ada: 'two four end',
      gus: 'two four end',
      ivy: 'two four end',
      ben: 'four end',
    });
    await expectOneAWeek();
  });

  test('all but the first taken out: everybody’s course ends at the date they have', async () => {
    await publish(runtime, ['--yes'], await edited(['one']));
    const came = await comes();
    // What was on its way left as it was planned.
    expect(came).toEqual({
      ...Object.fromEntries(Object.keys(came).map((name) => [name, 'end'])),
      ...{ hal: 'one end', ivy: 'two end', finn: '', eva: '', dan: '' },
    });
    await expectOneAWeek();
  });

  test('reordered and renamed: nobody gets a lesson twice', async () => {
    await publish(
      runtime,
      ['--yes'],
      await edited(['three', 'one', 'deux', 'four'], { formerly: { deux: ['two'] } }),
    );
    expect(await comes()).toEqual({
      ...AS_BEFORE,
      hal: 'three one deux four end',
      ada: 'deux four end',
      gus: 'deux four end',
      ivy: 'two four end',
      ben: 'four end',
    });
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('other words alone, and what nobody takes, need no --yes', async () => {
    const dir = await edited(['one', 'two', 'three', 'four'], { words: { two: LONG, three: 'New words.' } });
    await writeCourse(dir, { slug: 'bread', lessons: ['flour', 'water'] });
    const { lines, code } = await publish(runtime, [], dir);
    expect(code).toBe(0);
    expect(lines.slice(-2)).toEqual(['Published: bread.', 'Published: tea.']);
    expect((await publish(runtime, [], dir)).lines).toEqual([
      'bread: nothing to publish',
      'tea: nothing to publish',
    ]);
  });

  test('what somebody else has published since it was looked at is not published over', async () => {
    const foreseen = await foreseePublishing(runtime, ['new'], await edited(INSERTED));
    if (!foreseen.ok) throw new Error(foreseen.problems.join());
    await publishLessons(runtime, 'tea', ['one', 'two', 'four']);
    const before = await everything();
    expect(await publishForeseen(runtime, foreseen.courses)).toEqual({ ok: false, overtaken: 'tea' });
    expect(await everything()).toEqual(before);
  });

  test('two that publish the same at one moment publish and owe once', async () => {
    const dir = await edited(INSERTED);
    const said = await Promise.all([0, 1].map(() => publish(runtime, ['--also', 'new', '--yes'], dir)));
    expect(said.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(await runtime.db.owed.count()).toBe(5);
  });

  test.each([
    ['a lesson there is none of', ['--also', 'seven'], 1],
    ['a word', ['now'], 2],
  ])('%s publishes nothing', async (_, args, code) => {
    const before = await everything();
    expect((await publish(runtime, args, await edited(INSERTED))).code).toBe(code);
    expect(await everything()).toEqual(before);
  });
});

const LONG = 'Tea is a leaf in hot water, and whoever drinks it at night lies awake until the morning comes.';
