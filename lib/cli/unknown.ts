import { itArrived, itFailed, type Resolved, sendItAgain, unknowns } from '#lib/flows/unknown.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Answer } from './command.ts';

/** @returns a line for each mail of which nobody can tell whether it left */
export async function listUnknown(runtime: Runtime): Promise<Answer> {
  const all = await unknowns(runtime);
  if (all.length === 0) return { lines: ['Nothing is unknown.'], code: 0 };
  const lines = all.map(({ deliveryId, kind, course, lesson, attemptedAt }) =>
    [deliveryId, kind, course, lesson, `tried ${attemptedAt?.toISOString() ?? 'never'}`]
      .filter(Boolean)
      .join('  '),
  );
  return {
    lines: [
      ...lines,
      '',
      'They are looked up again by themselves. If you know better: unknown arrived, unknown send-again or unknown failed, with the id.',
    ],
    code: 0,
  };
}

export async function arrived(runtime: Runtime, [id = '']: readonly string[]): Promise<Answer> {
  return said(await itArrived(runtime, id), 'Recorded as sent.');
}

export async function sendAgain(runtime: Runtime, [id = '']: readonly string[]): Promise<Answer> {
  return said(await sendItAgain(runtime, id), 'Planned anew. If it had arrived after all, it comes twice.');
}

export async function failed(runtime: Runtime, [id = '']: readonly string[]): Promise<Answer> {
  return said(await itFailed(runtime, id), 'Recorded as failed. It stays on the learner’s page.');
}

function said(resolved: Resolved, done: string): Answer {
  return resolved.ok ? { lines: [done], code: 0 } : { lines: [resolved.problem], code: 1 };
}
