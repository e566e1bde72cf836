import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from '#lib/cli/command.ts';
import { list } from '#lib/cli/course.ts';
import { listAll } from '#lib/cli/operator.ts';
import { reasons } from '#lib/cli/reasons.ts';
import { status } from '#lib/cli/sending.ts';
import { tick } from '#lib/cli/tick.ts';
import { listUnknown } from '#lib/cli/unknown.ts';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { resumeSending, stopSending } from '#lib/flows/sending.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';

let desk: TestRuntime;
beforeAll(async () => {
  desk = await openTea();
});
beforeEach(async () => {
  await beginAt(desk, '2027-01-04T12:00:00Z');
  await resumeSending(desk);
});
afterAll(() => desk.close());

test('a dry run says what would leave, and changes nothing; without it, that leaves', async () => {
  await learningTea(desk, 'ada');
  await learningTea(desk, 'bea');
  await askedForTea(desk, 'cleo');
  await moveCourseTimeTo(desk.db, new Date('2027-01-11T09:00:00Z'));
  await lessonOneDue(desk, ['dora'], 'tea');

  const before = await allRows(desk);
  const dry = await tick(desk, ['--dry-run']);
  expect(dry).toEqual({
    code: 0,
    lines: [
      '3 mails would leave:',
      '  2  lesson two',
      '  1  lesson one',
      'Not sent, because already confirmed: 1',
      'Nothing was changed.',
    ],
  });
  expect(await allRows(desk)).toEqual(before);

  expect(await tick(desk, [])).toEqual({ code: 0, lines: ['3 mails left. Nothing more is due.'] });
  expect((await tick(desk, ['--dry-run'])).lines).toEqual(['No mail would leave.', 'Nothing was changed.']);
});

test('a dry run of what is stopped says so', async () => {
  await lessonOneDue(desk, ['ada'], 'tea');
  await stopSending(desk, 'a wrong link');
  const { lines } = await tick(desk, ['--dry-run']);
  expect(lines[0]).toMatch(/^Nothing leaves now: .*\. Otherwise:$/);
  expect(lines).toContain('One mail would leave:');
  expect(JSON.parse(said(await tick(desk, ['--dry-run', '--json'])))).toMatchObject({
    leaves: [{ kind: 'lesson', lesson: 'one', mails: 1 }],
    more: false,
  });
});

test('words that are no option are named', async () => {
  expect(await tick(desk, ['--dryrun'])).toMatchObject({ code: 2 });
  expect((await tick(desk, ['--dryrun'])).lines[0]).toContain('--dry-run');
});

test('lists are JSON for who asks, empty ones too', async () => {
  const json = ['--json'];
  expect(JSON.parse(said(await listUnknown(desk, json)))).toEqual([]);
  expect(JSON.parse(said(await reasons(desk, json)))).toEqual([]);
  expect(JSON.parse(said(await listAll(desk, json)))).toMatchObject([{ passkeys: 0, sessions: 0 }]);
  expect(JSON.parse(said(await list(desk, json)))).toContainEqual(
    expect.objectContaining({ slug: 'tea', title: 'The tea course' }),
  );
  await stopSending(desk, 'a wrong link');
  const stopped = await status(desk, json);
  expect(stopped.code).toBe(1);
  expect(JSON.parse(said(stopped))).toMatchObject({
    stopped: { reason: 'a wrong link' },
    due: 0,
    broken: [],
  });
});

function said({ lines }: Answer): string {
  return lines.join('\n');
}
