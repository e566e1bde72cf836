import { showMail } from '#lib/flows/desk/shown-mail.ts';
import { requireOperator } from '../../../../../../require-operator.ts';

/** A mail may bring its own styles, and nothing else: no script, no request but for our pictures, no form, no window. */
const POLICY = [
  "default-src 'none'",
  "img-src 'self' data:",
  "style-src 'unsafe-inline'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

type Context = { params: Promise<{ id: string; delivery: string }> };

/** The HTML part of one mail, for the frame on its page. Its links are cut, and the frame lets none of them open. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const desk = await requireOperator();
  const { id, delivery } = await params;
  const mail = await showMail(desk, id, delivery);
  if (!mail?.ok) return new Response('There is no such mail.', { status: 404 });
  return new Response(mail.html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}
