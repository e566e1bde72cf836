import { outboxMessage } from '#lib/flows/outbox.ts';
import { outboxRuntime } from '../../door.ts';

/** A mail may bring its own styles, and nothing else: no script, no request, no form, no origin of its own. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-top-navigation-by-user-activation',
].join('; ');

/** The HTML part of one mail, for the frame on its page. Its links open in the whole window. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const runtime = await outboxRuntime(request.headers);
  const message = runtime && (await outboxMessage(runtime, (await params).id));
  if (!message) return new Response('There is no such mail.', { status: 404 });
  return new Response(message.html.replace('<head>', '<head><base target="_top">'), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
  });
}
