import { homedir, tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#lib/server/root.mjs';
import { repositoryFiles, textOf } from './source-files.ts';

const files = repositoryFiles();
const texts = files.filter((file) => !/\.(png|ico|woff2|jpg)$/.test(file));

describe('a file says what it is about', () => {
  const VAGUE =
    /^(utils?|helpers?|common|managers?|services?|misc|shared)(\.|$)|[-.](utils?|helpers?|manager)\./i;

  test('nothing in lib, app, emails or prisma is named for being useful', () => {
    const ours = files.filter((file) => /^(lib|app|emails|prisma)\//.test(file));
    const names = new Set(ours.flatMap((file) => [file, ...parents(file)]));
    expect([...names].filter((name) => VAGUE.test(basename(name)))).toEqual([]);
  });

  test.each(['utils.ts', 'mail-helpers.ts', 'common', 'managers', 'delivery.manager.ts'])(
    '%s would be found',
    (name) => {
      expect(VAGUE.test(name)).toBe(true);
    },
  );
});

describe('nothing of the machine it was written on', () => {
  const REGISTRY =
    /\bregistry[.-][\w.-]+\.\w{2,}|\b(artifactory|verdaccio|jfrog|nexus)\b|"resolved": "http|^\s*registry\s*=/im;
  const beside = ['/', tmpdir()].includes(dirname(ROOT)) ? [] : [`${dirname(ROOT)}/`];
  const HERE = [ROOT, ...beside, `${homedir()}/`, '/home/\\w', '/Users/\\w', '/root/\\w'];
  // A path from the root: what stands before it must not make it the end of a longer one.
  const ABSOLUTE = new RegExp(`(?<![\\w.$})-])(${HERE.join('|')})|[A-Z]:\\\\Users\\\\`);
  const found = (text: string) => REGISTRY.test(text) || ABSOLUTE.test(text);

  test('no package registry and no absolute path stands in any file', () => {
    const own = 'tests/repository/files.test.ts';
    expect(texts.filter((file) => file !== own && found(textOf(file)))).toEqual([]);
  });

  test.each([
    `"resolved": "https://packages.example.org/next.tgz"`,
    'registry=https://packages.example.org/',
    'https://registry.example.org/next',
    `${ROOT}/lib`,
    '/home/ada/lettercourse',
  ])('%s would be found', (text) => {
    expect(found(text)).toBe(true);
  });

  test.each([`'#lib/work/boss.ts'`, './lib/work/boss.ts', 'https://example.org/home/x'])(
    '%s is fine',
    (text) => {
      expect(found(text)).toBe(false);
    },
  );
});

/** Every folder above a file. */
function parents(file: string): string[] {
  const above = dirname(file);
  return above === '.' ? [] : [above, ...parents(above)];
}
