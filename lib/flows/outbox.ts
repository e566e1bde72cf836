import { moveCourseTimeTo } from '../db/course-time.ts';
import type { OutboxMessage as Row } from '../db/generated/client.ts';
import type { Runtime } from '../runtime.ts';
import { runUntilQuiet } from './run-until-quiet.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

export type OutboxMessage = {
  id: string;
  to: string;
  from: string;
  subject: string;
  headers: Record<string, string>;
  html: string;
  text: string;
  /** ISO 8601, course time. */
  sentAt: string;
};

/** Everything the outbox holds, oldest first. */
export async function outboxMessages({ db }: Runtime): Promise<OutboxMessage[]> {
  return (await db.outboxMessage.findMany({ orderBy: { serial: 'asc' } })).map(toMessage);
}

export async function outboxMessage({ db }: Runtime, id: string): Promise<OutboxMessage | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const row = await db.outboxMessage.findUnique({ where: { id } });
  return row && toMessage(row);
}

/**
 * Lets days pass: course time hops from one due date to the next, and everything due on the way is planned and
 * delivered at its own instant, as it would have been.
 * @returns how many mails left and what time it is now, once nothing is due any more
 */
export async function passDays(
  runtime: Runtime,
  days: number,
): Promise<{ ok: true; sent: number; now: string } | { ok: false; problem: string }> {
  if (runtime.mail.name !== 'outbox')
    return { ok: false, problem: 'Only the outbox has a clock of its own.' };
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    return { ok: false, problem: `Give a whole number of days from 1 to ${MOST_DAYS}, such as 7.` };
  }
  const before = await runtime.db.outboxMessage.count();
  await runUntilQuiet(runtime);
  const until = new Date((await runtime.now()).getTime() + days * DAY_MS);
  for (
    let next = await nextInstant(runtime);
    next !== null && next <= until;
    next = await nextInstant(runtime)
  ) {
    await moveCourseTimeTo(runtime.db, next);
    await runUntilQuiet(runtime);
  }
  await moveCourseTimeTo(runtime.db, until);
  await runUntilQuiet(runtime);
  const sent = (await runtime.db.outboxMessage.count()) - before;
  return { ok: true, sent, now: (await runtime.now()).toISOString() };
}

/** Course time, as the outbox shows it. */
export function courseNow(runtime: Runtime): Promise<Date> {
  return runtime.now();
}

/** The next instant at which something becomes due or a pause ends. */
async function nextInstant({ db }: Runtime): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT least(
      (SELECT min("dueAt") FROM "Delivery" WHERE "state" = 'scheduled' AND "dueAt" > course_now()),
      (SELECT min("pausedUntil") FROM "Enrollment" WHERE "state" = 'paused' AND "pausedUntil" > course_now())) AS "at"`;
  return row?.at ?? null;
}

function toMessage({ id, recipient, sender, subject, headers, html, text, sentAt }: Row): OutboxMessage {
  return {
    id,
    to: recipient,
    from: sender,
    subject,
    headers: headersOf(headers),
    html,
    text,
    sentAt: sentAt.toISOString(),
  };
}

function headersOf(stored: Row['headers']): Record<string, string> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value)]));
}
