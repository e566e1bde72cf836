import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#lib/server/root.mjs';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

test('a minute of kills, crashes and outages: nothing twice, nothing lost, nothing out of order, nothing after a no', async () => {
  const file = join(temporaryFolder(), 'report.json');
  const { code, said } = await chaos('--minutes', '1', '--kills', '75', '--json', file);
  expect(code, said).toBe(0);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  expect(report).toMatchObject({ sentTwice: 0, lost: 0, outOfOrder: 0, startedAfterOptOut: 0 });
  expect(report.restarts).toBeGreaterThanOrEqual(4);
  expect(report.outages).toHaveLength(1);
  expect(report.mailsAccepted).toBeGreaterThan(100);
});

/** The command as a person runs it; its seed stands in what it says. */
function chaos(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'lib/server/start.mjs'), 'chaos', ...args], {
    cwd: ROOT,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
