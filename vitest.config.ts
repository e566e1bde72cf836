import { defineConfig } from 'vitest/config';

const SECOND = 1000;

/**
 * `vitest run` runs every test but the long ones; `vitest run --mode long` runs only those.
 * Projects, so that two cores cope: rules need nothing, database tests share one Postgres server, faults kill
 * processes of their own, and tests that start the whole application run one file at a time, after everything else.
 */
export default defineConfig(({ mode }) => {
  const tests = mode === 'long' ? '*.long.test.{ts,tsx}' : '*.test.{ts,tsx}';
  const exclude = ['**/node_modules/**', ...(mode === 'long' ? [] : ['**/*.long.test.{ts,tsx}'])];
  const model = `tests/faults/model${tests}`;
  const whole = ['browser', 'server/running', 'web'];
  return {
    test: {
      maxWorkers: 2,
      passWithNoTests: mode === 'long',
      projects: [
        {
          extends: true,
          test: {
            name: 'rules',
            include: [`tests/{content,domain,repository}/**/${tests}`],
            exclude,
            testTimeout: (mode === 'long' ? 600 : 30) * SECOND,
            sequence: { groupOrder: 0 },
          },
        },
        {
          extends: true,
          test: {
            name: 'database',
            include: [`tests/**/${tests}`],
            exclude: [
              ...exclude,
              ...['content', 'domain', 'repository', 'faults', ...whole].map(
                (folder) => `tests/${folder}/**`,
              ),
            ],
            globalSetup: ['tests/support/global-postgres.ts'],
            testTimeout: (mode === 'long' ? 600 : 30) * SECOND,
            hookTimeout: 60 * SECOND,
            sequence: { groupOrder: 1 },
          },
        },
        {
          extends: true,
          test: {
            name: 'faults',
            include: [`tests/faults/**/${tests}`],
            exclude: [...exclude, model],
            globalSetup: ['tests/support/global-postgres.ts'],
            fileParallelism: false,
            testTimeout: (mode === 'long' ? 1800 : 180) * SECOND,
            hookTimeout: 120 * SECOND,
            sequence: { groupOrder: 2 },
          },
        },
        {
          extends: true,
          test: {
            // Kills nobody, and shares its work between two files: both at once.
            name: 'model',
            include: [model],
            exclude,
            globalSetup: ['tests/support/global-postgres.ts'],
            hookTimeout: 120 * SECOND,
            sequence: { groupOrder: 3 },
          },
        },
        {
          extends: true,
          test: {
            name: 'whole',
            include: whole.map((folder) => `tests/${folder}/**/${tests}`),
            exclude,
            globalSetup: [
              'tests/support/global-postgres.ts',
              'tests/support/global-browser.ts',
              'tests/support/global-build.ts',
            ],
            fileParallelism: false,
            testTimeout: (mode === 'long' ? 1800 : 180) * SECOND,
            hookTimeout: 180 * SECOND,
            sequence: { groupOrder: 4 },
          },
        },
      ],
    },
  };
});
