import { LEAVE_CHOICES } from '#lib/domain/leave-reason.ts';
import { people } from '#lib/flows/foreseen-words.ts';
import { leaveReasons } from '#lib/flows/leave-reason.ts';
import type { Runtime } from '#lib/runtime.ts';
import { listed } from './as-json.ts';
import type { Answer } from './command.ts';

/** `reasons`: why people left, for each course and for all mail, with counts and words, the most frequent first. */
export async function reasons(runtime: Runtime, args: readonly string[] = []): Promise<Answer> {
  const all = await leaveReasons(runtime);
  return listed(args, all, () => inWords(all));
}

function inWords(all: Awaited<ReturnType<typeof leaveReasons>>): string[] {
  if (all.length === 0) return ['Nobody has said why they left.'];
  const scopes = [...new Set(all.map(({ scope }) => scope))];
  return scopes.flatMap((scope) => [
    `${scope}:`,
    ...all
      .filter((one) => one.scope === scope)
      .flatMap(({ choice, people: count, words }) => [
        `  ${people(count)}: ${LEAVE_CHOICES[choice]}`,
        ...words.map((text) => `    “${text.replaceAll('\n', ' ')}”`),
      ]),
  ]);
}
