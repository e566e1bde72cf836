import 'server-only';
import { isLoopback } from '#lib/env.ts';
import { getRuntime, type Runtime } from '#lib/runtime.ts';

/**
 * The runtime, if the outbox may be shown to whoever asks; else null. It holds everybody's links, so there must be
 * nothing real in it (the outbox transport), the server must listen on this machine only, and the host asked for must
 * be this machine's: another name that resolves to 127.0.0.1 is somebody else's page reaching in (DNS rebinding).
 */
export async function outboxRuntime(request: Pick<Headers, 'get'>): Promise<Runtime | null> {
  const runtime = await getRuntime();
  const { MAIL_TRANSPORT, HOST } = runtime.env;
  if (MAIL_TRANSPORT !== 'outbox' || !isLoopback(HOST)) return null;
  return isLoopback(nameOf(request.get('host') ?? '')) ? runtime : null;
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}
