import 'server-only';
import { cookies, headers } from 'next/headers';
import { getAuth } from '#app/auth.ts';
import { welcomeOperator } from '#lib/flows/sign-in/welcome.ts';
import type { Runtime } from '#lib/runtime.ts';

/** Signs an operator in who has just proved to be one: a new session, whatever cookie the browser came with. */
export async function beginSession(runtime: Runtime, operatorId: string): Promise<void> {
  const auth = await getAuth();
  const answer = await auth.api.signInOperator({
    body: { operatorId },
    headers: await headers(),
    asResponse: true,
  });
  if (!answer.ok) throw new Error('the session could not begin');
  await keepCookies(answer.headers);
  await welcomeOperator(runtime, operatorId);
}

/** Hands on to the browser what the sign-in library wants kept. */
export async function keepCookies(answer: Headers): Promise<void> {
  const jar = await cookies();
  for (const line of answer.getSetCookie()) {
    const [pair = '', ...attributes] = line.split('; ');
    const at = pair.indexOf('=');
    const given = new Map(attributes.map((one) => [one.split('=')[0]?.toLowerCase(), one.split('=')[1]]));
    jar.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)), {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: given.has('secure'),
      ...(given.has('max-age') ? { maxAge: Number(given.get('max-age')) } : {}),
    });
  }
}
