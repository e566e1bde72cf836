import { z } from 'zod';
import { signUp } from '#lib/flows/sign-up.ts';
import { getRuntime } from '#lib/runtime.ts';

const body = z.object({
  email: z.string().max(1000),
  course: z.string().max(100),
  timeZone: z.string().max(100).nullish(),
  name: z.string().max(200).nullish(),
});

/**
 * Open to forms on other sites: the request carries no cookie and gains nothing that typing the address on our own
 * page would not, and the limits of `signUp` hold here too.
 */
const OPEN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Content-Type',
  'Cache-Control': 'no-store',
};

const STATUS = { address: 422, course: 404, 'too-many': 429 } as const;

/** Signs up from an embedded form: `email`, `course`, `timeZone?`, `name?` as JSON. The same answer for every address. */
export async function POST(request: Request): Promise<Response> {
  const parsed = body.safeParse(await request.json().catch(() => null));
  if (!parsed.success) {
    const message =
      'Send JSON with "email" and "course", the end of the course’s address, such as {"email":"name@example.org","course":"tea"}.';
    return Response.json({ ok: false, problem: 'body', message }, { status: 400, headers: OPEN });
  }
  const runtime = await getRuntime();
  const network = request.headers.get('x-lettercourse-client');
  try {
    const result = await signUp(runtime, { ...parsed.data, source: 'api', network });
    if (!result.ok) return Response.json(result, { status: STATUS[result.problem], headers: OPEN });
  } catch (error) {
    runtime.log.error({ err: error }, 'a sign-up by API could not be answered');
    const message = 'We couldn’t reach our records just now. Please try again in a minute.';
    return Response.json({ ok: false, problem: 'out-of-reach', message }, { status: 503, headers: OPEN });
  }
  const message = 'Please confirm: we have sent a mail with one button to press.';
  return Response.json({ ok: true, message }, { status: 202, headers: OPEN });
}

export function OPTIONS(): Response {
  return new Response(null, { status: 204, headers: OPEN });
}
