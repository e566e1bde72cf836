import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '#lib/server/root.mjs';

/** What a page of the preview needs: the site's own look, its faces, and two files of the preview. */
const FILES: Readonly<Record<string, { type: string; from: readonly string[] }>> = {
  '/preview.css': {
    type: 'text/css',
    from: [
      'app/styles/tokens.css',
      'app/styles/base.css',
      ...['page.css', 'mail.css'].map((name) => `lib/preview/browser/${name}`),
    ],
  },
  '/preview.mjs': { type: 'text/javascript', from: ['lib/preview/browser/preview.mjs'] },
  '/newsreader.woff2': {
    type: 'font/woff2',
    from: ['node_modules/@fontsource/newsreader/files/newsreader-latin-500-normal.woff2'],
  },
  '/source-sans.woff2': {
    type: 'font/woff2',
    from: ['node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2'],
  },
};

/** @returns null for a path that is no file of ours */
export async function staticFile(path: string): Promise<{ type: string; bytes: Buffer } | null> {
  const file = FILES[path];
  if (!file) return null;
  const parts = await Promise.all(file.from.map((name) => readFile(join(ROOT, name))));
  return { type: file.type, bytes: Buffer.concat(parts) };
}
