import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FILE_COMMANDS } from '#lib/cli/command.ts';
import { simulate } from '#lib/cli/simulate.ts';
import { ON_FILES } from '#lib/server/commands.mjs';
import { lettercourse, NOWHERE } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { writeCourse } from '#tests/support/write-course.ts';

const NOW = new Date('2027-01-06T12:00:00Z');
const dir = temporaryFolder();
beforeAll(async () => {
  await writeCourse(dir, { slug: 'tea', lessons: ['one', 'two', 'three'] });
  await writeCourse(dir, { slug: 'coffee', lessons: ['bean', 'cup'], weekday: 'friday' });
});

const run = (words: string) => simulate(words.split(' ').filter(Boolean), NOW, dir);

describe('course simulate', () => {
  test('prints each mail’s date, with a line where the clocks change, a pause ends or a lesson is asked for', async () => {
    const { lines, code } = await run(
      'tea --start 2027-03-10T18:30 --zone Europe/Berlin --pause 2+3d --now 3+1d',
    );
    expect(code).toBe(0);
    expect(lines).toEqual([
      'tea: The tea course',
      'Confirmed on 10 March 2027 at 18:30. Lessons come on Mondays at 09:00, Europe/Berlin.',
      '',
      'Lesson   Title         Day  Date           Local  UTC               Gap',
      '1        one           Wed  10 March 2027  18:30  2027-03-10 17:30',
      '2        two           Mon  22 March 2027  09:00  2027-03-22 08:00  11 days 14 hours 30 minutes',
      '         Paused, and resumed on Thu 25 Mar.',
      '         Asked for with “send me the next one now”.',
      '3        three         Thu  25 March 2027  09:00  2027-03-25 08:00  3 days',
      '         The clocks go forward an hour on Sun 28 Mar.',
      'closing  Closing mail  Mon  5 April 2027   09:00  2027-04-05 07:00  10 days 23 hours',
    ]);
  });

  test('an hour that spring leaves out is said where it moves a lesson', async () => {
    const { lines } = await run('tea --start 2027-03-17 --zone Europe/Berlin --weekday sunday --hour 2');
    expect(lines).toContain('         02:00 is left out that day, so it comes later.');
    expect(lines.filter((line) => line.includes('left out'))).toHaveLength(1);
  });

  test('without words it takes every course, its own times, and somebody who confirms now', async () => {
    const { lines } = await run('');
    expect(lines.filter((line) => line.startsWith('Confirmed'))).toEqual([
      'Confirmed on 6 January 2027 at 13:00. Lessons come on Fridays at 09:00, Europe/Paris.',
      'Confirmed on 6 January 2027 at 13:00. Lessons come on Mondays at 09:00, Europe/Paris.',
    ]);
  });

  test.each([
    ['--pace daily', 'every day at 09:00'],
    ['--pace twice_weekly', 'on Mondays and Thursdays at 09:00'],
    ['--pace twice_weekly --weekday tuesday,Friday --hour 07:00', 'on Tuesdays and Fridays at 07:00'],
  ])('%s', async (words, times) => {
    expect((await run(`tea ${words}`)).lines[1]).toContain(`Lessons come ${times}, Europe/Paris.`);
  });

  test('--json gives the same as data', async () => {
    const { lines, code } = await run('coffee --start 2027-03-24 --json');
    expect(code).toBe(0);
    expect(JSON.parse(lines.join('\n'))).toMatchObject([
      {
        course: 'coffee',
        slot: { pace: 'weekly', weekdays: [5], hour: 9, timeZone: 'Europe/Paris' },
        confirmedAt: '2027-03-24T11:00:00.000Z',
        mails: [
          { lesson: 1, slug: 'bean', at: '2027-03-24T11:00:00.000Z', gapHours: null },
          {
            lesson: 2,
            slug: 'cup',
            at: '2027-04-02T07:00:00.000Z',
            local: 'Friday 2 April at 09:00, Europe/Paris',
            gapHours: 212,
            clockChanges: [{ at: '2027-03-28T01:00:00.000Z', minutes: 60 }],
          },
          { lesson: null, slug: null, title: 'Closing mail' },
        ],
      },
    ]);
  });

  test('all that can’t be used is said at once, each with what would do', async () => {
    const { lines, code } = await run(
      'tea --zone Europe/Berln --start 2027-02-30 --pause 9+3d --pause 2 --now 1 --hour 25 --pace weakly --paus 3+1d',
    );
    expect(code).toBe(2);
    expect(lines).toEqual([
      'There is no option --paus. Did you mean --pause?',
      'There is no time zone “Europe/Berln”. Did you mean Europe/Berlin?',
      'There is no pace “weakly”: give weekly, twice_weekly or daily. Did you mean weekly?',
      '“25” is no full hour. Give 0 to 23.',
      'There is no day 2027-02-30: the calendar leaves it out.',
      '--pause 9+3d: there is no lesson 9, only 1 to 3.',
      '--pause 2 can’t be read. Write it as --pause 3+10d.',
      '--now 1: lesson 1 comes at once anyway.',
      '',
      'See: course simulate --help',
    ]);
  });

  test.each([
    ['te', 'There is no course “te”. Did you mean tea?'],
    ['tea coffee', 'Give one course, not 2: tea, coffee.'],
    ['--zone --json', '--zone needs a value, such as --zone Europe/Berlin.'],
    ['--json=3', '--json stands alone, without a value.'],
    ['--hour 9 --hour 10', 'Give --hour once only.'],
    ['tea --weekday mondey', 'There is no weekday “mondey”. Did you mean monday?'],
    ['tea --pace twice_weekly --weekday monday', 'Choose two days of the week, such as Monday and Thursday.'],
    ['tea --pause 1+2d --pause 1+3d', '--pause stands twice for lesson 1. Leave one out.'],
    ['tea --pause 1+0d', '--pause 1+0d can’t be read. Write it as --pause 3+10d.'],
    ['tea --pause 1+53w', '--pause 1+53w: give 366 days at most.'],
  ])('%s', async (words, problem) => {
    const { lines, code } = await run(words);
    expect({ first: lines[0], code }).toEqual({ first: problem, code: 2 });
  });

  test('a course that can’t be read ends with 1, and says what to mend', async () => {
    const broken = temporaryFolder();
    await mkdir(join(broken, 'tea'));
    await writeFile(join(broken, 'tea', 'course.md'), 'no head');
    const { lines, code } = await simulate([], NOW, broken);
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/Please mend:\n.*course\.md:1 /s);
  });

  test('it needs no database', async () => {
    const { exitCode, output } = await lettercourse(NOWHERE, 'course', 'simulate', 'leaky-gut');
    expect(exitCode).toBe(0);
    expect(output).toContain('closing  Closing mail');
  });
});

test('what starts a command line without a database knows the same commands as the command line', () => {
  expect([...ON_FILES].sort()).toEqual([...FILE_COMMANDS].sort());
});
