import { dataOf } from '#lib/flows/person-data.ts';
import { getRuntime } from '#lib/runtime.ts';

type Context = { params: Promise<{ token: string }> };

/** Everything held of one person as a file, in the shape of `docs/your-data.md`. A dead link ends at the page that says so. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const view = await dataOf(await getRuntime(), token);
  if (!view)
    return new Response(null, { status: 303, headers: { location: `/data/${encodeURIComponent(token)}` } });
  return new Response(`${JSON.stringify(view.data, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="lettercourse-my-data.json"',
    },
  });
}
