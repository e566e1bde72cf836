import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claims } from '#lib/cli/claims.ts';
import { readCourses } from '#lib/content/read.ts';
import { claimTable, claimTableCommand } from '#lib/domain/claim-table.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';
import { repositoryFiles, textOf } from './source-files.ts';

const slugs = (await readCourses()).map(({ slug }) => slug);

describe('docs/courses holds the claim table of every course', () => {
  test.each(slugs)('of %s', async (slug) => {
    const file = `docs/courses/${slug}.md`;
    const kept = repositoryFiles().includes(file) ? textOf(file) : '';
    const { lines } = await claims([slug]);
    expect(kept, `The course has changed. Run: ${claimTableCommand(slug)}`).toBe(`${lines.join('\n')}\n`);
  });

  test('and of no other', () => {
    expect(readdirSync('docs/courses').sort()).toEqual(slugs.map((slug) => `${slug}.md`));
  });
});

test('a row says claim, lesson, verdict, reason, grade and sources; what stands in no lesson says so', () => {
  const table = claimTable(fixtureCourse());
  expect(table).toContain(
    '| time.1 | Four minutes are best. | [2](../../emails/courses/tea/02-how-to-make-it.md) | Added | Trials are small. | ' +
      'very limited, limited, moderate | [park2019](https://example.org/park2019) |',
  );
  expect(table.at(-1)).toBe(
    '| leaf.1 | Tea cures. | none | Left out | No study says so. | unsupported | none |',
  );
  expect(table.join('\n')).toContain(
    '5 claims: 1 kept, 1 in weaker words, 1 corrected, 1 left out, 1 added.',
  );
});

test('marks of Markdown in a claim stay what they are', () => {
  const course = fixtureCourse();
  const [row] = course.evidence;
  if (row) row.claim = 'Tea | milk [*] <b>';
  expect(claimTable(course).find((line) => line.startsWith('| help.1'))).toContain(
    String.raw`| Tea \| milk \[\*\] \<b> |`,
  );
});

test('a course that is none is told apart from those there are', async () => {
  expect(await claims(['coffee'])).toEqual({
    lines: [`There is no course coffee. There are: ${slugs.join(', ')}.`],
    code: 2,
  });
});
