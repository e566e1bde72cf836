import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanFiles, writeFiles } from '#tests/support/clean-course.ts';
import { lettercourse, NOWHERE } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const lint = (...words: string[]) => lettercourse(NOWHERE, 'course', 'lint', ...words);

test('all is well: it says so below the lessons in numbers, and ends with 0', async () => {
  const { exitCode, output } = await lint(await courses());
  expect(output.split('\n')).toEqual([
    'Lesson           Words  Minutes  Grade     Mail',
    expect.stringMatching(/^tea\/what-tea-is {4}\d{3} {8}\d {4}\d\.\d {2}\d\d\.\d KB$/),
    '',
    'All is well.',
    '',
  ]);
  expect(exitCode).toBe(0);
});

test('errors end with 1, and stand by file, line, rule and what to do', async () => {
  const dir = await courses(['It is no detox.', 'It is no detox!'], ['A leaf, hot', 'TODO A leaf, hot']);
  const file = join(dir, 'tea', '01-what-tea-is.md');
  const { exitCode, output } = await lint(dir);
  expect(output.split('\n').slice(0, 4)).toEqual([
    `${file}:4  placeholder  “TODO” stands for something that is yet to be written. Write it.`,
    `${file}:45  exclamation  End the sentence with a full stop: “It is no detox!”`,
    '',
    'Lesson           Words  Minutes  Grade     Mail',
  ]);
  expect(output).toMatch(/\n2 errors and 0 warnings in 1 file\.\n$/);
  expect(exitCode).toBe(1);
});

test('warnings alone end with 0, and are told apart', async () => {
  const { exitCode, output } = await lint(await courses(['It is no detox.', 'It heals.']));
  expect(output).toMatch(/01-what-tea-is\.md:45 {2}promise \(warning\) {2}Is “heals” a promise here\? /);
  expect(output).toMatch(/\n0 errors and 1 warning in 1 file\. Nothing has to be mended\.\n$/);
  expect(exitCode).toBe(0);
});

test('with --json it prints the findings alone, as a list', async () => {
  const dir = await courses(['It is no detox.', 'It is no detox!']);
  const { exitCode, output } = await lint('--json', dir);
  expect(JSON.parse(output)).toEqual([
    {
      file: join(dir, 'tea', '01-what-tea-is.md'),
      line: 45,
      rule: 'exclamation',
      severity: 'error',
      message: 'End the sentence with a full stop: “It is no detox!”',
    },
  ]);
  expect(exitCode).toBe(1);
  expect((await lint(await courses(), '--json')).output).toBe('[]\n');
});

test.each([
  [['one', 'two'], 'Give one folder, not 2: one, two.'],
  [['--jsno'], 'There is no option --jsno. Did you mean --json?'],
  [['nowhere'], 'There is no course in nowhere. Nothing was looked at.'],
])('%j can’t be used: it says why, and ends with 2', async (words, told) => {
  expect(await lint(...words)).toEqual({ exitCode: 2, output: `${told}\n` });
});

/** A folder with the clean course, changed. */
async function courses(...changes: [find: string, replace: string][]): Promise<string> {
  const dir = temporaryFolder();
  const files = cleanFiles();
  for (const [find, replace] of changes) {
    const text = files.get('01-what-tea-is.md') ?? '';
    files.set('01-what-tea-is.md', text.replace(find, replace));
  }
  await writeFiles(dir, 'tea', files);
  await writeFile(join(dir, 'retractions.json'), '[]');
  return dir;
}
