import { createHash, timingSafeEqual } from 'node:crypto';
import { runDueJobs } from '#lib/flows/run-due-jobs.ts';
import { getRuntime } from '#lib/runtime.ts';

/** Below what serverless hosts commonly allow one request. */
const WITHIN_MS = 50_000;

/**
 * The scheduled job for hosts without a worker process: call it every minute with `Authorization: Bearer CRON_SECRET`.
 * GET as well as POST, because some hosts only send one of them.
 */
export async function POST(request: Request): Promise<Response> {
  const runtime = await getRuntime();
  const { CRON_SECRET } = runtime.env;
  const given = request.headers.get('authorization') ?? '';
  if (CRON_SECRET === undefined || !sameText(given, `Bearer ${CRON_SECRET}`)) {
    return Response.json(
      { ok: false, message: 'Send the header Authorization: Bearer with your CRON_SECRET.' },
      { status: 401 },
    );
  }
  return Response.json({ ok: true, ...(await runDueJobs(runtime, WITHIN_MS)) });
}

export { POST as GET };

/** Compares hashes, so that the time taken tells neither content nor length. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
