import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND_WORDS } from '#lib/cli/command.ts';
import { lettercourse as run } from '#tests/support/command-line.ts';
import { createDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database?.drop());

/** What each command is asked, so that it changes nothing; those without a line are asked as they stand. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'unknown resolve': ['nothing', 'arrived'],
  'subscribers show': ['nobody@example.org'],
  'subscribers export': ['nobody@example.org'],
  'subscribers move': ['nobody@example.org', 'neither@example.org'],
  'subscribers erase': ['nobody@example.org'],
  suppress: ['nobody@example.org'],
  unsuppress: ['nobody@example.org'],
  'operator add': ['nobody'],
  'operator remove': ['nobody@example.org'],
  'keys retire': ['k9'],
  'course claims': ['tea'],
  'course new': ['Not a slug'],
  'course send-test': ['tea', '1', 'nobody@example.org'],
  'course correction': ['tea'],
};
/** It stays until it is stopped, or fills a database. */
const LEFT_OUT = ['course preview', 'seed'];

test.each(COMMAND_WORDS.filter((words) => !LEFT_OUT.includes(words)))(
  '%s answers --json with one document',
  async (words) => {
    const { exitCode, output } = await run(
      { DATABASE_URL: database.url },
      ...words.split(' '),
      ...(ASKED[words] ?? []),
      '--json',
    );
    expect([0, 1, 2]).toContain(exitCode);
    expect(() => JSON.parse(output), output).not.toThrow();
  },
  60_000,
);
