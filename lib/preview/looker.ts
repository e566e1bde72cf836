import { Worker } from 'node:worker_threads';
import type { View, Wanted } from './view.ts';

export type Looker = {
  /** The courses and templates as they are now. What can't be read or run is a problem in the view. */
  look(wanted: Wanted): Promise<View>;
  /** Templates have changed: loads them anew. */
  renew(): void;
  close(): Promise<void>;
};

type Answer = { id: number; view?: View; error?: string };

/** Makes views in a thread of its own, which is begun anew when code has changed or failed. */
export function openLooker(): Looker {
  let worker: Worker | null = null;
  let count = 0;
  const waiting = new Map<number, (answer: Answer | 'renewed') => void>();

  const tellAll = (answer: { error: string } | 'renewed') => {
    for (const [id, tell] of waiting) tell(answer === 'renewed' ? answer : { id, ...answer });
    waiting.clear();
  };
  const begin = (): Worker => {
    const begun = new Worker(new URL('./look-worker.mjs', import.meta.url));
    begun.on('message', (answer: Answer) => {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    // A template that can't be read ends the thread; the next look tries with a new one.
    begun.on('error', (error) => {
      if (worker !== begun) return;
      worker = null;
      tellAll({ error: error.message });
    });
    return begun;
  };
  const ask = (wanted: Wanted) =>
    new Promise<Answer | 'renewed'>((resolve) => {
      const id = count++;
      waiting.set(id, resolve);
      worker ??= begin();
      worker.postMessage({ id, wanted });
    });
  const end = async (answer: { error: string } | 'renewed') => {
    const ended = worker;
    worker = null;
    tellAll(answer);
    await ended?.terminate();
  };
  const look = async (wanted: Wanted): Promise<View> => {
    const answer = await ask(wanted);
    if (answer === 'renewed') return look(wanted);
    const problems = [{ file: 'emails', line: null, message: answer.error ?? 'Nothing was answered.' }];
    return answer.view ?? { courses: [], mail: null, isStale: false, problems };
  };
  return { look, renew: () => void end('renewed'), close: () => end({ error: 'The preview has ended.' }) };
}
