import { alertInWords } from '../../domain/alert.ts';
import type { Runtime } from '../../runtime.ts';

const WITHIN_MS = 10_000;
/** News older than this is none. */
const NEWS_MS = 24 * 3_600_000;

/**
 * Posts what began and what is over to the address in the settings, oldest first; what it does not take is posted again
 * with the next sweep, for a day. So it may come twice, and is not lost while the address is away.
 */
export async function tellWebhook({ db, env, log }: Runtime): Promise<void> {
  const url = env.ALERT_WEBHOOK_URL;
  if (url === undefined) return;
  const since = new Date(Date.now() - NEWS_MS);
  const untold = await db.alert.findMany({
    where: {
      OR: [
        { beganToldAt: null, beganAt: { gt: since } },
        { endedToldAt: null, endedAt: { gt: since } },
      ],
    },
    orderBy: { beganAt: 'asc' },
  });
  for (const { id, kind, detail, beganAt, endedAt, beganToldAt } of untold) {
    const { what, whatToDo } = alertInWords(kind, detail);
    const news = [
      ...(beganToldAt === null ? [{ state: 'began', at: beganAt, text: `${what} ${whatToDo}` }] : []),
      ...(endedAt === null ? [] : [{ state: 'over', at: endedAt, text: `Over: ${what}` }]),
    ];
    for (const { state, at, text } of news) {
      const problem = await post(url, { kind, state, at: at.toISOString(), text: `${env.APP_URL}: ${text}` });
      if (problem !== null) {
        log.warn({ alert: kind, reason: problem }, 'the webhook for alerts did not take the news');
        return;
      }
      const told = state === 'began' ? { beganToldAt: new Date() } : { endedToldAt: new Date() };
      await db.alert.update({ where: { id }, data: told });
    }
  }
}

/** @returns why it was not taken, without the address, which may hold a secret; null when it was */
async function post(url: string, body: Record<string, string>): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    await response.body?.cancel();
    return response.ok ? null : `answered ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
}
