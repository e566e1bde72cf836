import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '#lib/server/root.mjs';

/** Every file that is committed or would be, as a path from the root, without those deleted just now. */
export function repositoryFiles(): string[] {
  const list = (...which: string[]) =>
    execFileSync('git', ['ls-files', '-z', ...which], { cwd: ROOT, encoding: 'utf8' })
      .split('\0')
      .filter(Boolean);
  const deleted = new Set(list('--deleted'));
  return list('--cached', '--others', '--exclude-standard').filter((file) => !deleted.has(file));
}

export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

export type Import = {
  /** A path from the root for a file of ours, else the package's specifier. */
  target: string;
  ours: boolean;
  typeOnly: boolean;
};

const STATEMENT = /^(import|export)\s(\s*type\s(?!\s*from))?[^;'"]*?from\s+'([^']+)'/gm;
const SIDE_EFFECT = /^import\s+'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** What a TypeScript file imports, in whatever way. */
export function importsOf(file: string, text = textOf(file)): Import[] {
  const statements = [...text.matchAll(STATEMENT)].map(([, , type, from = '']) =>
    resolve(file, from, type !== undefined),
  );
  const others = [...text.matchAll(SIDE_EFFECT), ...text.matchAll(DYNAMIC)];
  return [...statements, ...others.map(([, from = '']) => resolve(file, from, false))];
}

function resolve(file: string, from: string, typeOnly: boolean): Import {
  if (from.startsWith('#')) return { target: from.slice(1), ours: true, typeOnly };
  if (from.startsWith('.')) return { target: join(dirname(file), from), ours: true, typeOnly };
  return { target: from, ours: false, typeOnly };
}
