import type { Desk } from '#lib/flows/desk/desk.ts';
import { itArrived, itFailed, type Resolved, sendItAgain, unknowns } from '#lib/flows/unknown.ts';
import { listed } from './as-json.ts';
import type { Answer } from './command.ts';

/** A line for each mail of which nobody can tell whether it left. As JSON without its address. */
export async function listUnknown(desk: Desk, args: readonly string[] = []): Promise<Answer> {
  const all = (await unknowns(desk)).map(({ address: _, ...mail }) => mail);
  return listed(args, all, () =>
    all.length === 0
      ? ['Nothing is unknown.']
      : [
          ...all.map(({ deliveryId, kind, course, lesson, attemptedAt }) =>
            [deliveryId, kind, course, lesson, `tried ${attemptedAt?.toISOString() ?? 'never'}`]
              .filter(Boolean)
              .join('  '),
          ),
          '',
          'They are looked up again by themselves. If you know better: unknown resolve <id>, and arrived, send-again or failed.',
        ],
  );
}

const FATES = {
  arrived: { settle: itArrived, done: 'Recorded as sent.' },
  'send-again': { settle: sendItAgain, done: 'Planned anew. If it had arrived after all, it comes twice.' },
  failed: { settle: itFailed, done: 'Recorded as failed. It stays on the learner’s page.' },
} as const;

/** `unknown resolve <id> <arrived|send-again|failed>`: what somebody who knows better says became of it. */
export async function resolve(desk: Desk, [id = '', fate = '']: readonly string[]): Promise<Answer> {
  if (!Object.hasOwn(FATES, fate))
    return {
      lines: ['Say what became of it: unknown resolve <id>, and arrived, send-again or failed.'],
      code: 2,
    };
  const { settle, done } = FATES[fate as keyof typeof FATES];
  const resolved: Resolved = await settle(desk, id);
  return resolved.ok ? { lines: [done], code: 0 } : { lines: [resolved.problem], code: 1 };
}
