import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOWHERE, lettercourse as run } from '#tests/support/command-line.ts';
import { createEmptyDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

test('course publish makes the courses live and says what changed; a second time nothing has', async () => {
  expect((await lettercourse('course', 'list')).output).toContain('No course is live yet.');

  const first = await lettercourse('course', 'publish');
  expect(first).toEqual({
    exitCode: 0,
    output:
      'health-claims: new, with 3 lessons\nleaky-gut: new, with 7 lessons\nPublished: health-claims.\nPublished: leaky-gut.\n',
  });
  const second = await lettercourse('course', 'publish');
  const nothing = {
    exitCode: 0,
    output: 'health-claims: nothing to publish\nleaky-gut: nothing to publish\n',
  };
  expect(second).toEqual(nothing);
  expect(await lettercourse('course', 'plan')).toEqual(nothing);

  const list = await lettercourse('course', 'list');
  expect(list.exitCode).toBe(0);
  expect(list.output).toMatch(
    /^leaky-gut: Seven lessons on “leaky gut”\n {2}1\. what-it-is: .* \(\d+ min\)\n/,
  );
  expect(list.output.trim().split('\n')).toHaveLength(12);
}, 120_000);

test('course send-test puts a mail into the outbox', async () => {
  const sent = await lettercourse('course', 'send-test', 'leaky-gut', '1', 'me@example.org');
  expect(sent.output).toMatch(/^“Test: .*” is in the outbox: .*\/outbox while Lettercourse runs\.\n$/);
  expect(sent.exitCode).toBe(0);
}, 120_000);

test('whom nobody has heard of can’t be erased: it ends with 1, in words', async () => {
  const erase = await lettercourse('subscribers', 'erase', 'nobody@example.org', '--yes');
  expect(erase).toEqual({ exitCode: 1, output: 'Nothing is held under this address.\n' });
}, 120_000);

test.each(['', 'course', 'course burn', 'course publish now', 'subscribers erase', '--help'])(
  '“%s” is no command: it tells the ones there are, starts nothing, and ends with 2',
  async (words) => {
    const said = await run(NOWHERE, ...words.split(' ').filter(Boolean));
    expect(said.exitCode).toBe(2);
    expect(said.output).toMatch(/course publish .*course list /s);
  },
);

test('a database that does not answer ends with 1, in words', async () => {
  const said = await run(NOWHERE, 'course', 'list');
  expect(said.exitCode).toBe(1);
  expect(said.output).toContain('The database of DATABASE_URL does not answer');
});

function lettercourse(...words: string[]) {
  return run({ DATABASE_URL: database.url }, ...words);
}

test('COURSES_DIR is where commands over files look for courses as well', async () => {
  const said = await run({ ...NOWHERE, COURSES_DIR: 'tests' }, 'course', 'claims', 'leaky-gut');
  expect(said.exitCode).not.toBe(0);
  const lint = await run({ ...NOWHERE, COURSES_DIR: 'no/such/folder' }, 'course', 'lint');
  expect(lint).toEqual({
    exitCode: 2,
    output: 'There is no course in no/such/folder. Nothing was looked at.\n',
  });
});

test('seed without --demo is no command', async () => {
  expect((await run(NOWHERE, 'seed')).exitCode).toBe(2);
});
