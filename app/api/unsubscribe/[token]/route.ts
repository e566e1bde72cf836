import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import { getRuntime } from '#lib/runtime.ts';

type Context = { params: Promise<{ token: string }> };

const HEADERS = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' };

/**
 * One-click unsubscribing (RFC 8058), posted by mailbox providers: no cookie, no redirect, form-encoded or multipart,
 * 200 however often it comes. Exempt from the origin check, which a provider's server can't pass.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const form = await request.formData().catch(() => null);
  if (form?.get('List-Unsubscribe') !== 'One-Click') {
    return new Response('The body must be List-Unsubscribe=One-Click (RFC 8058).\n', {
      status: 400,
      headers: HEADERS,
    });
  }
  const { token } = await params;
  const { ok } = await unsubscribe(await getRuntime(), token, 'course', 'one-click');
  if (!ok) return new Response('This link is not one of ours.\n', { status: 404, headers: HEADERS });
  return new Response('You will get no more mail from this course.\n', { headers: HEADERS });
}

/** The same address in a browser: the page with the button. Changes nothing. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return new Response(null, {
    status: 303,
    headers: { ...HEADERS, Location: `/unsubscribe/${encodeURIComponent(token)}` },
  });
}
