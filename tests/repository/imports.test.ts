import { describe, expect, test } from 'vitest';
import { type Import, importsOf, repositoryFiles, textOf } from './source-files.ts';

/**
 * Which folders a folder may import from; itself always. Types count like values, with one exception: flows are handed
 * a runtime, so they may name its type. `lib/runtime.ts` is wiring: it puts the parts together.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'lib/domain': [],
  emails: ['lib/domain'],
  'lib/content': ['lib/domain', 'emails'],
  'lib/db': ['lib/domain'],
  'lib/mail': ['lib/domain'],
  'lib/auth': ['lib/domain', 'lib/db'],
  'lib/env.ts': [],
  'lib/log.ts': [],
  'lib/runtime.ts': ['lib/env.ts', 'lib/log.ts', 'lib/domain', 'lib/db', 'lib/mail', 'lib/work'],
  'lib/flows': ['lib/domain', 'lib/content', 'lib/db', 'lib/mail'],
  'lib/work': ['lib/flows', 'lib/db', 'lib/runtime.ts', 'lib/env.ts', 'lib/log.ts'],
  'lib/preview': ['lib/content', 'lib/domain', 'lib/mail', 'lib/server'],
  'lib/cli': [
    'lib/flows',
    'lib/content',
    'lib/preview',
    'lib/server',
    'lib/domain',
    'lib/runtime.ts',
    'lib/env.ts',
  ],
  'lib/server': ['lib/work', 'lib/flows', 'lib/domain', 'lib/runtime.ts', 'lib/env.ts'],
  app: ['lib/flows', 'lib/auth', 'lib/domain', 'lib/runtime.ts', 'lib/env.ts'],
  prisma: ['lib/flows', 'lib/domain', 'lib/runtime.ts', 'lib/env.ts'],
};

/** The edge of a package we depend on: nobody else knows that it is there. */
const AT_HOME: Record<string, readonly string[]> = {
  '@prisma/': ['lib/db'],
  pg: ['lib/server'],
  'pg-boss': ['lib/work'],
  resend: ['lib/mail'],
  'better-auth': ['lib/auth'],
  '@better-auth/': ['lib/auth'],
  next: ['app', 'lib/server', 'proxy.ts'],
  react: ['app', 'emails', 'lib/content', 'lib/preview'],
  'react-email': ['emails', 'lib/content'],
  'temporal-polyfill': ['lib/domain'],
};

/** What a pure rule may take from Node: these compute, and neither read nor write anything. */
const PURE_OF_NODE = ['node:crypto', 'node:net', 'node:url'];

const sources = repositoryFiles().filter((file) => /\.tsx?$/.test(file));
const shipped = sources.filter((file) => !file.startsWith('tests/'));
const domain = sources.filter((file) => file.startsWith('lib/domain/'));

test('there is something to look at', () => {
  expect(domain.length).toBeGreaterThan(20);
  expect(shipped.flatMap((file) => importsOf(file)).length).toBeGreaterThan(300);
});

describe('imports go one way', () => {
  test.each(Object.keys(MAY_IMPORT))('%s', (part) => {
    const files = shipped.filter((file) => partOf(file) === part);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => trespasses(file, importsOf(file)))).toEqual([]);
  });

  test('no file of ours is in a place without a rule', () => {
    const unruled = shipped.filter((file) => file.includes('/') && partOf(file) === undefined);
    expect(unruled).toEqual([]);
  });

  test('what is not a test imports nothing of the tests', () => {
    const wrong = shipped.filter((file) => importsOf(file).some(({ target }) => target.startsWith('tests/')));
    expect(wrong).toEqual([]);
  });

  test('a provider, the database and the queue are known at their own edge only', () => {
    expect(shipped.flatMap((file) => strangers(file, importsOf(file)))).toEqual([]);
  });
});

describe('what the check can see', () => {
  const seen = (text: string) => trespasses('lib/domain/x.ts', importsOf('lib/domain/x.ts', text));

  test.each([
    `import { a } from '../flows/a.ts';`,
    `import type { A } from '#lib/flows/a.ts';`,
    `import {\n  a,\n  type B,\n} from '#lib/flows/a.ts';`,
    `export { a } from '#lib/flows/a.ts';`,
    `export * from '../flows/a.ts';`,
    `import '../flows/a.ts';`,
    `const a = await import('../flows/a.ts');`,
  ])('%s', (text) => {
    expect(seen(text)).toEqual(['lib/domain/x.ts imports lib/flows/a.ts']);
  });

  test('a flow may name the runtime’s type, and not take its value', () => {
    const file = 'lib/flows/x.ts';
    const of = (text: string) => trespasses(file, importsOf(file, text));
    expect(of(`import type { Runtime } from '../runtime.ts';`)).toEqual([]);
    expect(of(`import { getRuntime } from '../runtime.ts';`)).toEqual([`${file} imports lib/runtime.ts`]);
    expect(of(`import { getRuntime, type Runtime } from '#lib/runtime.ts';`)).toEqual([
      `${file} imports lib/runtime.ts`,
    ]);
  });
});

describe('the rules of lib/domain are functions of what they are given', () => {
  test('nothing of Node but what computes', () => {
    const impure = domain.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target.startsWith('node:') && !PURE_OF_NODE.includes(target))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(impure).toEqual([]);
  });

  test('no clock, no chance, no environment, no network', () => {
    const IMPURE =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\()|(?<!\w)Date\(\s*\)|\bMath\.random\b|(?<!\.)\brandom(UUID|Bytes)\b|\bperformance\.|\bTemporal\.Now\b|\bprocess\b|\bfetch\(|\bsetTimeout\b/;
    const impure = domain.filter((file) => IMPURE.test(withoutComments(textOf(file))));
    expect(impure).toEqual([]);
  });
});

test('settings are read in one place: the environment belongs to lib/env.ts, to what starts it, and to tools’ own files', () => {
  const readers = [...sources, ...repositoryFiles().filter((file) => file.endsWith('.mjs'))].filter((file) =>
    /\bprocess\.env\b|\bprocess\[['"]env/.test(withoutComments(textOf(file))),
  );
  const allowed = (file: string) =>
    file === 'lib/env.ts' ||
    /^lib\/server\/[\w-]+\.mjs$/.test(file) ||
    file.startsWith('tests/') ||
    !file.includes('/');
  expect(readers).toContain('lib/env.ts');
  expect(readers.filter((file) => !allowed(file))).toEqual([]);
});

/** The folder of MAY_IMPORT a path belongs to. */
function partOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((part) => path === part || path.startsWith(`${part}/`));
}

function trespasses(file: string, imports: readonly Import[]): string[] {
  const part = partOf(file);
  const allowed = [part, ...(MAY_IMPORT[part ?? ''] ?? [])];
  return imports
    .filter(({ ours }) => ours)
    .filter(({ target, typeOnly }) => {
      if (part === 'lib/flows' && target === 'lib/runtime.ts' && typeOnly) return false;
      return !allowed.includes(partOf(target));
    })
    .map(({ target }) => `${file} imports ${target}`);
}

function strangers(file: string, imports: readonly Import[]): string[] {
  return imports
    .filter(({ ours }) => !ours)
    .filter(({ target }) => {
      const home = Object.entries(AT_HOME).find(([name]) =>
        name.endsWith('/') ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
      )?.[1];
      return home !== undefined && !home.some((folder) => file === folder || file.startsWith(`${folder}/`));
    })
    .map(({ target }) => `${file} imports ${target}`);
}

/** Comments may speak of anything. */
function withoutComments(text: string): string {
  return text.replace(/\/\*.*?\*\//gs, '').replace(/(^|\s)\/\/.*$/gm, '');
}
