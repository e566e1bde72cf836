import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { preview } from '#lib/cli/preview.ts';
import { ROOT } from '#lib/server/root.mjs';
import { lettercourse, NOWHERE } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { writeCourse } from '#tests/support/write-course.ts';

describe('course preview', () => {
  const ended: (() => void)[] = [];
  afterEach(() => {
    for (const end of ended.splice(0)) end();
  });

  /** Starts it as npm does, over a channel, and gives its address once it is there. */
  async function start() {
    const args = [join(ROOT, 'lib/server/start.mjs'), 'lettercourse', 'course', 'preview'];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...NOWHERE },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    ended.push(() => child.kill('SIGKILL'));
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const url = await new Promise<string>((resolve) => {
      let output = '';
      child.stdout?.on('data', (chunk) => {
        output += chunk;
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
        if (found) resolve(found);
      });
    });
    return { child, url, exit };
  }

  test('says where it is, needs no database, and Ctrl-C ends it', async () => {
    const { child, url, exit } = await start();
    expect((await fetch(url)).status).toBe(200);
    // A page that follows it does not hold it up.
    const following = await fetch(`${url}/changes`);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    await following.text();
  }, 120_000);

  test('ends when whoever started it is gone', async () => {
    const { child, url, exit } = await start();
    child.disconnect();
    expect(await exit).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  }, 120_000);

  test.each([
    [['te'], 'There is no course “te”. Did you mean tea?'],
    [['tea', 'two'], 'Give one course, not 2: tea, two.'],
    [['--port', 'http'], '“http” is no port. Give a number up to 65535, such as 3210.'],
    [['--port', '65536'], '“65536” is no port. Give a number up to 65535, such as 3210.'],
    [['--prt', '1'], 'There is no option --prt. Did you mean --port?'],
  ])('%j is refused', async (args, problem) => {
    const dir = temporaryFolder();
    await writeCourse(dir, { slug: 'tea', lessons: ['one'] });
    expect(await preview(args, dir)).toEqual({ lines: [problem], code: 2 });
  });

  test('a port that is taken is said, and ends with 1', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    ended.push(() => server.close());
    await new Promise((resolve) => server.on('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { exitCode, output } = await lettercourse(NOWHERE, 'course', 'preview', '--port', String(port));
    expect(output).toBe(`Port ${port} is taken. Leave --port out, and a free one is found.\n`);
    expect(exitCode).toBe(1);
  }, 120_000);
});
