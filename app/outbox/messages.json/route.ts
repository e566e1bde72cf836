import { outboxMessages } from '#lib/flows/outbox.ts';
import { outboxRuntime } from '../door.ts';

/** Every mail as JSON, oldest first: `{id, to, from, subject, headers, html, text, sentAt}`. */
export async function GET(request: Request): Promise<Response> {
  const runtime = await outboxRuntime(request.headers);
  if (!runtime) return Response.json({ error: 'There is no outbox here.' }, { status: 404 });
  return Response.json(await outboxMessages(runtime));
}
