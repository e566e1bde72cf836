import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { wordsOf } from './report.ts';
import { runChaos } from './run.ts';

/** So many kills a minute are asked for, unless told otherwise. */
const KILLS_A_MINUTE = 150;

const USAGE =
  'npm run chaos -- --minutes 2 [--seed 7] [--kills 300] [--json report.json]   (at most 60 minutes)';

// Kills, crashes and cuts off everything for some minutes, then counts. Exits 1 when a promise was broken, or when there
// was less havoc than asked for.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string' },
    kills: { type: 'string' },
    json: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? randomInt(1_000_000));
const kills = Number(values.kills ?? Math.floor(minutes * KILLS_A_MINUTE));
if (!(minutes > 0 && minutes <= 60) || !Number.isInteger(seed) || !Number.isInteger(kills)) {
  console.error(USAGE);
  process.exit(2);
}
// A terminal's Ctrl-C reaches everybody; what keeps the database puts it away.
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
mkdirSync('.data', { recursive: true });
const report = await runChaos({ minutes, seed, kills, log: `.data/chaos-${seed}.log` }, console.log);
writeFileSync(values.json ?? `.data/chaos-${seed}.json`, `${JSON.stringify(report, null, 2)}\n`);
console.log(wordsOf(report));
process.exitCode = report.problems.length === 0 ? 0 : 1;
