import { getAuth } from '#app/auth.ts';
import { originOf } from '#app/request-origin.ts';
import { welcomeOperator } from '#lib/flows/sign-in/welcome.ts';
import { getRuntime } from '#lib/runtime.ts';

/** What a browser does with a passkey. Whatever else the sign-in library could do stays closed. */
const OPEN: Record<'GET' | 'POST', readonly string[]> = {
  GET: ['/api/auth/passkey/generate-authenticate-options', '/api/auth/passkey/generate-register-options'],
  POST: ['/api/auth/passkey/verify-authentication', '/api/auth/passkey/verify-registration'],
};

export const GET = (request: Request) => answer(request, 'GET');
export const POST = (request: Request) => answer(request, 'POST');

async function answer(request: Request, method: 'GET' | 'POST'): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!OPEN[method].includes(pathname)) return new Response('Nothing is here.\n', { status: 404 });
  if (method === 'POST' && originOf(request.headers) !== 'ours')
    return new Response('This did not come from our own page.\n', { status: 403 });
  const response = await (await getAuth()).handler(request);
  if (pathname.endsWith('/verify-authentication') && response.ok) {
    const { user } = (await response.clone().json()) as { user: { id: string } };
    await welcomeOperator(await getRuntime(), user.id);
    // The page needs no more than that it worked; the session's token stays in the cookie.
    return new Response('{"ok":true}', { headers: response.headers });
  }
  return response;
}
