import { z } from 'zod';
import { inWordsFirst } from '#app/components/in-words.ts';

const passed = z.object({ passed: z.coerce.number().int().min(1), sent: z.coerce.number().int().min(0) });

/** What the bar says after time has passed; null when the address says nothing of the kind. */
export function passedWords(query: Record<string, unknown>): string | null {
  const { data } = passed.safeParse(query);
  if (!data) return null;
  const days = data.passed === 1 ? 'One day has' : `${inWordsFirst(data.passed)} days have`;
  return `${days} passed. ${mails(data.sent)}`;
}

function mails(sent: number): string {
  if (sent === 0) return 'Nothing was due.';
  return sent === 1 ? 'One mail was sent.' : `${inWordsFirst(sent)} mails were sent.`;
}
