import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '#lib/server/root.mjs';
import { MUTANTS, type Mutant } from './mutants.ts';

// Takes each guard of delivery away, one at a time, in a copy of the repository, and runs the tests that must notice. A
// guard whose loss nobody notices is one that the next edit may remove.

/** What a run of some tests said: `broken` when it never came to a verdict. */
type Verdict = 'green' | 'red' | 'broken';

const report = z.object({ numFailedTests: z.number(), numPassedTests: z.number(), success: z.boolean() });

const copy = copyOfRepository();
try {
  const wanted = process.argv[2];
  const mutants = MUTANTS.filter(({ name }) => wanted === undefined || name.includes(wanted));
  const rows = mutants.map((mutant) => ({ name: mutant.name, ...judge(mutant) }));
  for (const { name, without, verdict, seconds } of rows) {
    const fate = without === 'green' && verdict === 'red' ? 'killed  ' : 'SURVIVED';
    console.log(`${fate}  ${name}  (unmutated ${without}, mutated ${verdict}, ${seconds} s)`);
  }
  const killed = rows.filter(({ without, verdict }) => without === 'green' && verdict === 'red').length;
  console.log(`${killed} of ${rows.length} mutants killed`);
  process.exitCode = killed === rows.length && killed > 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Everything git knows or would know, the generated client, and a link to what is installed. */
function copyOfRepository(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lettercourse-mutants-'));
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of [...listed.stdout.split('\n').filter(Boolean), 'lib/db/generated']) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    cpSync(join(ROOT, file), join(dir, file), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  return dir;
}

function judge(mutant: Mutant): { without: Verdict; verdict: Verdict; seconds: number } {
  const since = performance.now();
  const file = join(copy, mutant.file);
  const original = readFileSync(file, 'utf8');
  const places = original.split(mutant.find).length - 1;
  if (places !== 1)
    throw new Error(`"${mutant.name}" fits ${places} places of ${mutant.file}: mend the mutant`);
  const without = run(mutant.killedBy);
  // A function, since a text's dollar signs would mean something.
  writeFileSync(
    file,
    original.replace(mutant.find, () => mutant.replace),
  );
  const verdict = run(mutant.killedBy);
  writeFileSync(file, original);
  return { without, verdict, seconds: Math.round((performance.now() - since) / 1000) };
}

function run({ file, named }: Mutant['killedBy']): Verdict {
  const output = join(copy, 'report.json');
  rmSync(output, { force: true });
  const vitest = join(copy, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', file, '-t', named, '--reporter=json', `--outputFile.json=${output}`];
  spawnSync(process.execPath, [vitest, ...args], { cwd: copy, stdio: 'ignore' });
  // Without a report the run broke before its first test.
  if (!existsSync(output)) return 'broken';
  const { numFailedTests, numPassedTests, success } = report.parse(JSON.parse(readFileSync(output, 'utf8')));
  if (numFailedTests > 0) return 'red';
  return success && numPassedTests > 0 ? 'green' : 'broken';
}
