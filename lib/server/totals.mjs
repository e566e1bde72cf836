import { readFileSync } from 'node:fs';

// Prints one line over all the test reports named: `N passed, N failed`. The last line of .ci/run.
const totals = process.argv.slice(2).map(count);
const passed = totals.reduce((sum, report) => sum + report.passed, 0);
const failed = totals.reduce((sum, report) => sum + report.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/**
 * A file that broke before its first test, and a run that left no report at all, count as one failure.
 * @param {string} file
 * @returns {{ passed: number, failed: number }}
 */
function count(file) {
  try {
    /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const broken = report.testResults.filter(
      (suite) =>
        suite.status === 'failed' && !suite.assertionResults.some(({ status }) => status === 'failed'),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
