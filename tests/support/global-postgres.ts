import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Starts one database server for the project's tests; `createDatabase` gives each file its own database on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const keeper = fork(join(import.meta.dirname, 'postgres-keeper.ts'), { execArgv: ['--import', 'tsx'] });
  const gone = new Promise<void>((resolve) => keeper.on('exit', () => resolve()));
  const { url } = await new Promise<{ url: string }>((resolve, reject) => {
    keeper.on('message', (message: { url: string }) => resolve(message));
    keeper.on('exit', (code) => reject(new Error(`the test database did not start (exit code ${code})`)));
  });
  project.provide('templateUrl', url);
  return async () => {
    keeper.send('stop');
    await gone;
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that others are cloned from. Nobody connects to it. */
    templateUrl: string;
  }
}
