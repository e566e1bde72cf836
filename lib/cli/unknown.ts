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
          'They are looked up again by themselves. If you know better: unknown arrived, unknown send-again or unknown failed, with the id.',
        ],
  );
}

export async function arrived(desk: Desk, [id = '']: readonly string[]): Promise<Answer> {
  return said(await itArrived(desk, id), 'Recorded as sent.');
}

export async function sendAgain(desk: Desk, [id = '']: readonly string[]): Promise<Answer> {
  return said(await sendItAgain(desk, id), 'Planned anew. If it had arrived after all, it comes twice.');
}

export async function failed(desk: Desk, [id = '']: readonly string[]): Promise<Answer> {
  return said(await itFailed(desk, id), 'Recorded as failed. It stays on the learner’s page.');
}

function said(resolved: Resolved, done: string): Answer {
  return resolved.ok ? { lines: [done], code: 0 } : { lines: [resolved.problem], code: 1 };
}
