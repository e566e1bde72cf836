import { parseArgs } from 'node:util';
import { orNearest } from '#lib/domain/nearest.ts';

/** What may follow an option: nothing, one value, or one value each time it is given. The text is an example. */
export type OptionKinds = Readonly<Record<string, 'alone' | { one: string } | { many: string }>>;

export type Given<Kinds extends OptionKinds> = {
  /** What is no option, in its order. */
  words: string[];
  /** The values of each option; empty for one that was not given. */
  values: Record<keyof Kinds & string, string[]>;
};

/**
 * Reads what follows a command. An option that is given `alone` has one empty value.
 * @returns problems, one for each word that can't be used, in words for whoever typed it
 */
export function readOptions<Kinds extends OptionKinds>(
  args: readonly string[],
  kinds: Kinds,
): Given<Kinds> & { problems: string[] } {
  const names = Object.keys(kinds) as (keyof Kinds & string)[];
  const values = Object.fromEntries(names.map((name) => [name, [] as string[]])) as Given<Kinds>['values'];
  const words: string[] = [];
  const problems: string[] = [];
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      names.map((name) => [name, { type: kinds[name] === 'alone' ? 'boolean' : 'string' } as const]),
    ),
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const kind = kinds[token.name];
    if (kind === undefined) {
      problems.push(
        `There is no option ${token.rawName}${orNearest(
          token.rawName,
          names.map((name) => `--${name}`),
        )}`,
      );
    } else if (kind === 'alone') {
      if (token.value === undefined) values[token.name]?.push('');
      else problems.push(`--${token.name} stands alone, without a value.`);
    } else {
      const example = 'one' in kind ? kind.one : kind.many;
      if (!token.value || token.value.startsWith('--'))
        problems.push(`--${token.name} needs a value, such as --${token.name} ${example}.`);
      else values[token.name]?.push(token.value);
      if ('one' in kind && (values[token.name]?.length ?? 0) > 1)
        problems.push(`Give --${token.name} once only.`);
    }
  }
  return { words, values, problems };
}
