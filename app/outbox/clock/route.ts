import { z } from 'zod';
import { originOf } from '#app/request-origin.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { outboxRuntime } from '../door.ts';

const wholeNumber = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number);
const fields = z.object({ days: wholeNumber.pipe(z.number().min(1).max(366)) });

/**
 * Lets days pass: form field `days`, 1 to 366. Answers when nothing is due any more: a browser with the outbox, anyone
 * else with JSON. Scripts, which send neither Origin nor Sec-Fetch-Site, are welcome; other sites are not.
 */
export async function POST(request: Request): Promise<Response> {
  const runtime = await outboxRuntime(request.headers);
  if (!runtime) return problem(404, 'There is no outbox here.');
  if (originOf(request.headers) === 'foreign')
    return problem(403, 'Time is moved from the outbox page only.');

  const parsed = fields.safeParse(await formOf(request));
  if (!parsed.success) return problem(400, 'Send the form field days: a whole number from 1 to 366.');

  const passed = await passDays(runtime, parsed.data.days);
  if (!passed.ok) return problem(409, passed.problem);
  if (!request.headers.get('accept')?.includes('text/html')) return Response.json(passed);
  const location = `/outbox?passed=${parsed.data.days}&sent=${passed.sent}`;
  return new Response(null, { status: 303, headers: { location } });
}

async function formOf(request: Request): Promise<Record<string, unknown>> {
  try {
    return Object.fromEntries(await request.formData());
  } catch {
    // No form at all, or a broken one: the same to us as one without the field.
    return {};
  }
}

function problem(status: number, error: string): Response {
  return Response.json({ ok: false, problem: error }, { status });
}
