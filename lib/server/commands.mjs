import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT } from './root.mjs';

/**
 * @typedef {{ args: string[], mode: 'foreground' | 'service', env?: Record<string, string> }} Step
 * @typedef {{ development: boolean, steps: (args: string[]) => Step[] }} Command
 */

const LIVE = { NODE_ENV: 'production' };

/** Commands of `lettercourse` over the files of the courses alone. A test compares them with the command line's own. */
export const ON_FILES = ['course claims', 'course lint', 'course new', 'course preview', 'course simulate'];

/**
 * What each npm script runs once everything is installed. `development`: it needs the development dependencies too.
 * @type {Record<string, Command>}
 */
export const commands = {
  start: { development: false, steps: () => [service(typescript('lib/server/supervisor.ts'))] },
  dev: { development: true, steps: () => [service(typescript('lib/server/supervisor.ts', 'development'))] },
  web: {
    development: false,
    steps: () => [
      task(typescript('lib/server/preflight.ts'), LIVE),
      task(typescript('lib/server/build-pages.ts'), LIVE),
      service([join(ROOT, 'lib/server/web.mjs')], LIVE),
    ],
  },
  worker: { development: false, steps: () => [service(typescript('lib/server/worker.ts'), LIVE)] },
  build: { development: false, steps: () => [task(typescript('lib/server/build-pages.ts'), LIVE)] },
  'db:migrate': { development: false, steps: () => [task(typescript('lib/server/db-migrate.ts'))] },
  seed: {
    development: false,
    steps: (args) => [task(typescript('lib/server/with-database.ts', 'prisma/seed.ts', ...args))],
  },
  lettercourse: {
    development: false,
    steps: (args) => {
      if (isOnFiles(args)) return onFiles(args);
      return args[0] === 'seed' && args.includes('--demo')
        ? (commands.seed?.steps(args.slice(1)) ?? [])
        : onDatabase(args);
    },
  },
  screenshots: {
    development: true,
    steps: (args) => [task(typescript('tests/support/take-screenshots.ts', ...args))],
  },
  'screenshots:thunderbird': {
    development: true,
    steps: (args) => [task(typescript('tests/support/take-thunderbird.ts', ...args))],
  },
  'bench:desk': {
    development: true,
    steps: (args) => [task(typescript('tests/bench/desk.ts', ...args))],
  },
  lighthouse: {
    development: true,
    steps: (args) => [task(typescript('tests/bench/lighthouse.ts', ...args))],
  },
  chaos: {
    development: true,
    steps: (args) => [task(typescript('tests/faults/chaos/main.ts', ...args))],
  },
  check: { development: true, steps: () => [task([join(ROOT, 'lib/server/check.mjs')])] },
  test: { development: true, steps: (args) => [vitest('test', args)] },
  model: { development: true, steps: (args) => [model(args)] },
  'test:all': { development: true, steps: (args) => [vitest('test-all', ['--mode', 'long', ...args])] },
  mutants: {
    development: true,
    steps: (args) => [task(typescript('tests/faults/mutants/main.ts', ...args))],
  },
};

/** Whether the command line is asked for what needs no database. @param {string[]} args */
function isOnFiles(args) {
  return ON_FILES.includes(args.slice(0, 2).join(' '));
}

/** The preview runs until it is stopped. @param {string[]} args @returns {Step[]} */
function onFiles(args) {
  const step = typescript('lib/cli/author.ts', ...args);
  return [args[1] === 'preview' ? service(step) : task(step)];
}

/**
 * The words are checked first: a wrong one should not have to wait for a database to be told so.
 * @param {string[]} args @returns {Step[]}
 */
function onDatabase(args) {
  // The doctor only looks.
  const how = args[0] === 'doctor' ? ['--as-it-is'] : [];
  return [
    task(typescript('lib/cli/usage.ts', ...args)),
    task(typescript('lib/server/with-database.ts', ...how, 'lib/cli/main.ts', ...args)),
  ];
}

/** @param {string[]} args @param {Record<string, string>} [env] @returns {Step} */
function task(args, env) {
  return { args, mode: 'foreground', env };
}

/** @param {string[]} args @param {Record<string, string>} [env] @returns {Step} */
function service(args, env) {
  return { args, mode: 'service', env };
}

/** @param {string} file @param {string[]} args */
function typescript(file, ...args) {
  const loader = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(loader).href, join(ROOT, file), ...args];
}

/**
 * The report beside the usual output is what the last line of .ci/run is counted from.
 * @param {string} report @param {string[]} args
 */
function vitest(report, args) {
  const file = join('node_modules', '.cache', 'lettercourse', `${report}.json`);
  const cli = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  return task([cli, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args]);
}

/**
 * `--runs 5000 --seed 42`: so many lives of this seed; without one, of a seed that nobody has tried. `--seed 42 --path 17` is one of them, in one file; `--shrink`
 * makes its story smaller.
 * @param {string[]} args
 */
function model(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      path: { type: 'string' },
      shrink: { type: 'boolean' },
    },
  });
  const { runs, seed, path, shrink } = values;
  const env = Object.fromEntries(
    Object.entries({
      MODEL_RUNS: runs,
      MODEL_SEED: seed ?? String(Date.now() % 1_000_000_000),
      MODEL_PATH: path,
      MODEL_SHRINK: shrink && 'yes',
    }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  const files = path === undefined ? 'tests/faults/model' : 'tests/faults/model.test.ts';
  return { ...vitest('model', ['--project=model', files]), env };
}
