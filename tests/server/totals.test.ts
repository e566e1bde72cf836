import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#lib/server/root.mjs';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const good = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const red = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
const broken = { status: 'failed', assertionResults: [] };

test.each([
  { reports: [report(12, 0, [good]), report(3, 0, [good])], line: '15 passed, 0 failed', status: 0 },
  { reports: [report(12, 1, [good, red])], line: '12 passed, 1 failed', status: 1 },
  { reports: [report(12, 0, [good, broken])], line: '12 passed, 1 failed', status: 1 },
  { reports: [report(12, 0, [good]), null], line: '12 passed, 1 failed', status: 1 },
  { reports: [report(0, 0, [])], line: '0 passed, 0 failed', status: 1 },
])('the last line counts every report: $line', ({ reports, line, status }) => {
  const folder = temporaryFolder();
  const files = reports.map((content, number) => {
    const file = join(folder, `${number}.json`);
    if (content) writeFileSync(file, JSON.stringify(content));
    return file;
  });
  const run = spawnSync(process.execPath, [join(ROOT, 'lib/server/totals.mjs'), ...files], {
    encoding: 'utf8',
  });
  expect(run.stdout).toBe(`${line}\n`);
  expect(run.status).toBe(status);
});

function report(numPassedTests: number, numFailedTests: number, testResults: object[]) {
  return { numPassedTests, numFailedTests, testResults };
}
