import { EnvError } from '#lib/env.ts';
import { StartError } from './start-error.ts';

/**
 * Runs an entry file's work. What a person can mend is told in its own words alone; a bug keeps its stack.
 * @returns the work's result; never returns when it fails
 */
export async function orTellAndExit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    tell(error);
    process.exit(1);
  }
}

export function tell(error: unknown): void {
  console.error(error instanceof EnvError || error instanceof StartError ? `\n${error.message}` : error);
}
