import { previewSite } from '#lib/flows/desk/site-preview.ts';
import { framedMail } from '../../../../../framed-mail.ts';
import { requireOperator } from '../../../../../require-operator.ts';

type Context = { params: Promise<{ scheme: string }> };

/** A lesson as the settings being tried would have it mailed, by day or in the dark. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const desk = await requireOperator();
  const { scheme } = await params;
  const mail = await previewSite(desk, scheme === 'dark' ? 'dark' : 'light');
  return mail ? framedMail(mail.html) : new Response('There is no mail to show.', { status: 404 });
}
