import type { Answer } from './command.ts';

/**
 * What a command found, as JSON when `--json` was given, and otherwise in words. `commandOf` has seen to it that nothing
 * else stands there.
 */
export function listed(args: readonly string[], found: object, inWords: () => string[]): Answer {
  return { lines: args.includes('--json') ? [JSON.stringify(found, null, 2)] : inWords(), code: 0 };
}
