import { courseMail } from '#lib/flows/desk/course-mail.ts';
import { framedMail } from '../../../../framed-mail.ts';
import { requireOperator } from '../../../../require-operator.ts';

type Context = { params: Promise<{ course: string }> };

/** The HTML part of one mail of a course (`?mail=`), for the frames on its page, by day or (`?scheme=dark`) in the dark. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const desk = await requireOperator();
  const { searchParams } = new URL(request.url);
  const mail = await courseMail(desk, {
    slug: (await params).course,
    name: searchParams.get('mail') ?? '',
    scheme: searchParams.get('scheme') === 'dark' ? 'dark' : 'light',
  });
  return mail && !('problem' in mail)
    ? framedMail(mail.html)
    : new Response('There is no such mail.', { status: 404 });
}
