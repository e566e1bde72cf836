import { readdir } from 'node:fs/promises';
import { readiness } from '#lib/flows/readiness.ts';
import { getRuntime } from '#lib/runtime.ts';

const NO_STORE = { 'Cache-Control': 'no-store' };

/** Database, migrations, worker heartbeat, and the age of the oldest overdue delivery: 200 when mail can go out, else 503. */
export async function GET(): Promise<Response> {
  const runtime = await getRuntime();
  try {
    const state = await readiness(runtime, await migrationNames());
    return Response.json(state, { status: state.ready ? 200 : 503, headers: NO_STORE });
  } catch (error) {
    runtime.log.error({ err: error }, 'not ready');
    return Response.json({ ready: false, database: 'down' }, { status: 503, headers: NO_STORE });
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir('prisma/migrations', { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
