import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { LINT_RULES } from '#lib/content/lint/rule.ts';
import { parseCourse } from '#lib/domain/course.ts';
import { ROOT } from '#lib/server/root.mjs';
import { fixtureFiles } from '#tests/support/fixture-course.ts';
import { repositoryFiles, textOf } from './source-files.ts';

const readme = textOf('README.md');

test('every npm command of the README exists, and every script stands in the README', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(textOf('package.json')));
  const named = [...readme.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)(?![\w:])/g)].map(
    ([, name]) => name,
  );
  expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort());
});

test('every file and folder it leads to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
  const mentioned = [...readme.matchAll(/`((?:lib|app|emails|prisma|tests|docs)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(links.length).toBeGreaterThan(5);
  expect([...links, ...mentioned].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('its map has every folder of lib', () => {
  const map = /^## Map\n(.*?)^## |^## Map\n(.*)/ms.exec(readme)?.[0] ?? '';
  const folders = new Set(
    repositoryFiles().flatMap(
      (file) => /^lib\/([\w-]+)\//.exec(file)?.[1] ?? /^lib\/([\w-]+\.ts)$/.exec(file)?.[1] ?? [],
    ),
  );
  expect([...folders].filter((name) => !new RegExp(`\\b${name}`).test(map))).toEqual([]);
});

test('it has every rule of course lint', () => {
  expect(LINT_RULES.filter((rule) => !readme.includes(`\`${rule}\``))).toEqual([]);
});

test('the lesson it shows can be published as it stands', () => {
  const [, lesson = ''] = /```markdown\n(.*?)```/s.exec(readme) ?? [];
  const [, evidence = ''] = /```yaml\n(.*?)```/s.exec(readme) ?? [];
  // The example is of any lesson; as the only one it comes first, and nothing comes before the first.
  const first = lesson.replace(/^recap: .*\n/m, '');
  expect(first).not.toBe(lesson);
  const files = new Map(fixtureFiles()).set('01-what-tea-is.md', first).set('evidence.yaml', evidence);
  files.delete('02-how-to-make-it.md');
  expect(parseCourse('tea', files).lessons[0]).toMatchObject({ title: 'What tea is', check: { correct: 0 } });
});
