import type { Answer } from './command.ts';

/**
 * What a command found, as JSON when `--json` was given, and otherwise in words. `commandOf` has seen to it that nothing
 * else stands there.
 */
export function listed(args: readonly string[], found: object, inWords: () => string[]): Answer {
  return { lines: args.includes('--json') ? [JSON.stringify(found, null, 2)] : inWords(), code: 0 };
}

/**
 * What a command says, for programs: its data, and where it has none, or could not find any, whether it is done and its
 * words.
 */
export function inJson({ lines, code }: Answer): Answer {
  if (isDocument(lines.join('\n'))) return { lines, code };
  return { lines: [JSON.stringify({ done: code === 0, says: lines.filter((line) => line !== '') })], code };
}

function isDocument(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
