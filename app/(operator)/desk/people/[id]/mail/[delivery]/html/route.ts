import { showMail } from '#lib/flows/desk/shown-mail.ts';
import { framedMail } from '../../../../../../framed-mail.ts';
import { requireOperator } from '../../../../../../require-operator.ts';

type Context = { params: Promise<{ id: string; delivery: string }> };

/** The HTML part of one mail, for the frame on its page. Its links are cut, and the frame lets none of them open. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const desk = await requireOperator();
  const { id, delivery } = await params;
  const mail = await showMail(desk, id, delivery);
  return mail?.ok ? framedMail(mail.html) : new Response('There is no such mail.', { status: 404 });
}
