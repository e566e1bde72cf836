import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSources } from '#lib/server/watch-sources.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

let dir: string;
let told: string[];
let stop: () => void;
beforeEach(async () => {
  dir = temporaryFolder();
  await mkdir(join(dir, 'tea'));
  await writeFile(join(dir, 'tea', 'one.md'), 'a');
  told = [];
  stop = watchSources([dir], (files) => void told.push(...files));
});
afterEach(() => stop());

/** Until this file is told of; what was told before is forgotten. */
async function toldOf(...path: string[]): Promise<void> {
  await vi.waitFor(() => expect(told).toContain(join(dir, ...path)), { timeout: 10_000 });
  told = [];
}

test('tells of a file that is written, again and again', async () => {
  for (const text of ['b', 'c']) {
    await writeFile(join(dir, 'tea', 'one.md'), text);
    await toldOf('tea', 'one.md');
  }
});

test('tells of a file that another took the place of, as some editors save, and of every change after it', async () => {
  for (const text of ['b', 'c']) {
    await writeFile(join(dir, 'tea', 'one.md~'), text);
    await rename(join(dir, 'tea', 'one.md~'), join(dir, 'tea', 'one.md'));
    await toldOf('tea', 'one.md');
    await writeFile(join(dir, 'tea', 'one.md'), `${text}!`);
    await toldOf('tea', 'one.md');
  }
});

test('tells of what is written into a folder that came later, or came again', async () => {
  for (const text of ['a', 'b']) {
    await mkdir(join(dir, 'coffee'));
    await toldOf('coffee');
    await writeFile(join(dir, 'coffee', 'one.md'), text);
    await toldOf('coffee', 'one.md');
    await rm(join(dir, 'coffee'), { recursive: true });
    await toldOf('coffee');
  }
});

test('several changes at once are told once', async () => {
  const calls: number[] = [];
  stop();
  stop = watchSources([dir], (files) => void calls.push(files.size));
  await Promise.all(['x', 'y', 'z'].map((name) => writeFile(join(dir, name), name)));
  await vi.waitFor(() => expect(calls).toEqual([3]), { timeout: 10_000 });
});
