import { originOf } from '#app/request-origin.ts';
import { exportPerson } from '#lib/flows/desk/export-person.ts';
import { requireOperator } from '../../../../require-operator.ts';

type Context = { params: Promise<{ id: string }> };

/** All that is held of one person as a file. Asked for by a form, because the audit log notes it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const desk = await requireOperator();
  if (originOf(request.headers) !== 'ours')
    return new Response('Nothing was given out: this form did not come from our own page.', { status: 403 });
  const { id } = await params;
  const data = await exportPerson(desk, id);
  if (!data)
    return new Response(null, {
      status: 303,
      headers: { location: `/desk/people/${encodeURIComponent(id)}` },
    });
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="lettercourse-${id}.json"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
