import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { correction } from '#lib/cli/correction.ts';
import type { Correction } from '#lib/domain/course.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { pause } from '#lib/flows/pause.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const WATER: Correction = {
  id: 'water',
  date: '2027-01-20',
  lesson: 'one',
  was: 'Boil it for an hour.',
  now: 'Boil it once.',
  because: 'An hour was a slip.',
};
const POT: Correction = { ...WATER, id: 'pot', date: '2027-02-01', lesson: 'two' };

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await openTea();
});
beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
afterAll(() => runtime.close());

const publish = (corrections: readonly Correction[], words = 'Boil it once.') =>
  publishLessons(runtime, 'tea', ['one', 'two'], { one: words }, 'always', { corrections });

async function says(...args: string[]) {
  const { lines, code } = await correction(runtime, args);
  return { code, text: lines.join('\n') };
}

describe('course correction', () => {
  beforeEach(async () => {
    await publish([], 'Boil it for an hour.');
    await learningTea(runtime, 'ada');
    const ben = await learningTea(runtime, 'ben');
    const cleo = await learningTea(runtime, 'cleo');
    await pause(runtime, await ben.token('manage'), null);
    await leaveCourse(runtime, await cleo.token('manage'));
    await publish([WATER]);
  });

  test('says who would get it, who would not and why, and shows the mail; and sends nothing', async () => {
    const before = await allRows(runtime);
    const { code, text } = await says('tea');
    expect(code).toBe(0);
    expect(text).toContain('water: corrected on 20 January 2027, in lesson 1, one');
    expect(text).toContain('1 person would get this mail.');
    expect(text).toContain(
      '1 had the old text and can’t be mailed: their course is paused. Run this again later.',
    );
    expect(text).toContain('1 had the old text and can’t be mailed: they have left the course.');
    expect(text).toMatch(/Subject: A correction to lesson 1: one\n.*Boil it for an hour\..*Boil it once\./s);
    expect(text).toMatch(/Nothing was sent\. To send it, add --yes\.$/);
    expect(await allRows(runtime)).toEqual(before);
  });

  test('with --yes it sends it, and says so; a second time it sends nothing', async () => {
    const first = await says('tea', 'water', '--yes');
    expect(first).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^1 person gets it: the mail leaves now\.\n/),
    });
    await runUntilQuiet(runtime);
    const second = await says('tea', '--yes');
    expect(second.text).toMatch(
      /^Nothing was sent: nobody is left who had the old text and may be mailed\.\n/,
    );
    expect(second.text).toContain('1 had it mailed before, or have it on its way.');
    expect((await says('tea')).text).toMatch(/Nobody would get this mail now\..*Nothing was sent\.$/s);
  });

  test('of several it asks which', async () => {
    await publish([WATER, POT]);
    expect(await says('tea', '--yes')).toEqual({
      code: 1,
      text: 'Several corrections are published. Name one:\n  pot\n  water',
    });
    expect((await says('tea', 'pot')).text).toContain('Nobody would get this mail now.');
  });

  test('what is not published is refused, and says what to do first', async () => {
    const { code, text } = await says('tea', 'pot', '--yes');
    expect(code).toBe(1);
    expect(text).toMatch(/^No correction pot of tea is published, so nothing was sent\.\n.*publish first/);
    expect(text).toContain('Published are:\n  water');
    await publish([]);
    expect((await says('tea')).text).toMatch(/^No correction of tea is published/);
    expect((await says('coffee')).text).toMatch(/^No correction of coffee is published/);
  });

  test.each([['tea', 'water', 'more'], ['tea', '--now'], ['--yes']])(
    '%s is not understood',
    async (...args) => {
      expect(await says(...args)).toMatchObject({
        code: 2,
        text: expect.stringContaining('course correction <course>'),
      });
    },
  );
});
