import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCourse } from '#lib/cli/new-course.ts';
import { renderEditions } from '#lib/content/editions.ts';
import { lint } from '#lib/content/lint/lint.ts';
import { readCourses } from '#lib/content/read.ts';
import { lettercourse, NOWHERE } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

describe('course new', () => {
  test('writes a course that can be read and mailed as it stands, and says what comes next', async () => {
    const dir = temporaryFolder();
    const { lines, code } = await newCourse(['what-tea-is'], dir);
    expect(code).toBe(0);
    expect(lines.join('\n')).toContain('course preview what-tea-is');
    const [course] = await readCourses(dir);
    expect(course).toMatchObject({ slug: 'what-tea-is', title: 'What tea is' });
    expect(course?.lessons.map(({ slug }) => slug)).toEqual(['first']);
    if (course) expect(Object.keys((await renderEditions(course)).lessons)).toEqual(['first']);
  });

  test('every file says that it is not finished', async () => {
    const dir = temporaryFolder();
    await newCourse(['tea'], dir);
    const names = await readdir(join(dir, 'tea'));
    expect(names.sort()).toEqual(['01-first.md', 'course.md', 'evidence.yaml', 'sources.json']);
    for (const name of names) expect(await readFile(join(dir, 'tea', name), 'utf8')).toContain('TODO');
  });

  test('nothing in it is wrong but what is still to be written', async () => {
    const dir = temporaryFolder();
    await newCourse(['tea'], dir);
    const rules = (await lint(dir))?.findings.map(({ rule }) => rule);
    expect([...new Set(rules)].sort()).toEqual([
      'check-sources',
      'length',
      'placeholder',
      'sections',
      'unused-source',
    ]);
  });

  test.each(['Tea: what it is', '“Tea” # or "coffee"', "It's $& tea", 'null'])(
    'takes the title %s',
    async (title) => {
      const dir = temporaryFolder();
      expect(await newCourse(['tea', '--title', title], dir)).toMatchObject({ code: 0 });
      expect((await readCourses(dir))[0]?.title).toBe(title);
    },
  );

  test.each([
    [['Tea'], /^“Tea” can’t be a course’s slug\. Use small letters/],
    [['../tea'], /can’t be a course’s slug/],
    [['tea-'], /can’t be a course’s slug/],
    [['a'.repeat(41)], /40 at most/],
    [['tea', 'time'], /^Give one slug/],
    [['tea', '--titel', 'Tea'], /^There is no option --titel\. Did you mean --title\?/],
    [['tea', '--title', 'x'.repeat(39)], /^The title can’t be used\. `title`: keep it to 38 characters/],
  ])('%j is refused, and nothing is written', async (args, problem) => {
    const dir = temporaryFolder();
    const { lines, code } = await newCourse(args, dir);
    expect(code).toBe(2);
    expect(lines[0]).toMatch(problem);
    expect(await readdir(dir)).toEqual([]);
  });

  test.each(['tea', 'Tea'])('a folder %s that is there is left alone', async (name) => {
    const dir = temporaryFolder();
    await mkdir(join(dir, name));
    const { lines, code } = await newCourse(['tea'], dir);
    expect({ lines, code }).toEqual({
      lines: [`${join(dir, 'tea')} is there already. Nothing was written. Choose another slug.`],
      code: 1,
    });
    expect(await readdir(join(dir, name))).toEqual([]);
  });

  test('it needs no database', async () => {
    const { exitCode, output } = await lettercourse(NOWHERE, 'course', 'new', 'leaky-gut');
    expect(exitCode).toBe(1);
    expect(output).toContain('emails/courses/leaky-gut is there already.');
  });
});
