import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyFreePort } from '#lib/server/free-port.ts';
import { ROOT } from '#lib/server/root.mjs';

const READY_MS = 60_000;

const FILES = {
  'package.json': '{ "private": true }',
  'next.config.mjs': 'export default { poweredByHeader: false };',
  'app/layout.js':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  // Rendered for each request, as the pages of the project are; a static one would be read from the disk.
  'app/page.js':
    "import { connection } from 'next/server';\nexport default async function Page() { await connection(); return <h1>A page</h1>; }",
};

/** An application of one page that asks nothing, built and started with the project's own Next: what any page costs here. */
export async function startBareNext(): Promise<{ url: string; stop(): Promise<void> }> {
  // Away from the project, whose own hooks would be built in; with the very Next that it has.
  const dir = mkdtempSync(join(tmpdir(), 'bare-next-'));
  mkdirSync(join(dir, 'app'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(dir, name), text);
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  // Turbopack follows no link out of its folder.
  const [code] = await once(next(dir, 'build', '--webpack'), 'exit');
  if (code !== 0) throw new Error('the bare page could not be built');
  const port = await anyFreePort();
  const server = next(dir, 'start', '--port', String(port), '--hostname', '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    url,
    stop: async () => {
      if (server.exitCode === null) {
        server.kill('SIGKILL'); // it would wait for connections that are kept open
        await once(server, 'exit');
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function next(dir: string, command: 'build' | 'start', ...args: string[]): ChildProcess {
  const program = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PWD: dir } as const;
  return spawn(process.execPath, [program, command, dir, ...args], {
    cwd: dir,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function answers(url: string): Promise<void> {
  const end = performance.now() + READY_MS;
  while (performance.now() < end) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('the bare page does not answer');
}
