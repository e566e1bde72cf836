import { parseEnv } from '#lib/env.ts';
import { loginLink } from '#lib/flows/sign-in/link.ts';
import { createRuntime } from '#lib/runtime.ts';
import { FIRST_LINK_HOLDS_MS } from '../domain/sign-in.ts';

/**
 * The way to the desk for whoever starts an installation that names no operator: printed in their terminal, used once.
 * @param settings of the web process
 * @param site where the pages stand
 * @returns null where it can't be made; the desk can still be reached by other ways
 */
export async function firstLink(settings: Record<string, string>, site: string): Promise<string | null> {
  const runtime = createRuntime({ ...parseEnv(settings), APP_URL: site, LOG_LEVEL: 'warn' });
  try {
    const link = await loginLink(runtime, null, FIRST_LINK_HOLDS_MS);
    return link.ok ? link.url : null;
  } catch {
    return null;
  } finally {
    await runtime.db.$disconnect();
  }
}
