import type { ServerResponse } from 'node:http';
import type { Fault, Refusal } from './faults.ts';
import type { Seen } from './server.ts';

/** Tells the asker the truth, or what the fault makes of it. */
export function answer(response: ServerResponse, entry: Seen, fault: Fault | null, truth: unknown): void {
  const how = fault?.answer ?? 'truth';
  const refusal = typeof how === 'object' ? how : how === 'truth' && isRefusal(truth) ? truth : null;
  if (refusal) {
    refuse(response, entry, refusal);
    return;
  }
  entry.answer = how === 'truth' || typeof how === 'object' ? 200 : how;
  if (how === 'truth') respond(response, 200, truth);
  if (how === 'lost') response.destroy();
  if (how === 'cut') cutShort(response, JSON.stringify(truth));
  if (how === 'page')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please log in</html>');
}

function cutShort(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

export function refuse(response: ServerResponse, entry: Seen, { status, name, headers }: Refusal): void {
  entry.answer = status;
  for (const [header, value] of Object.entries(headers ?? {})) response.setHeader(header, value);
  respond(response, status, { statusCode: status, name, message: `the faulty provider says ${name}` });
}

export function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function isRefusal(truth: unknown): truth is Refusal {
  return typeof truth === 'object' && truth !== null && 'status' in truth && 'name' in truth;
}
