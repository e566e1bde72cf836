import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulator } from 'emulate';
import { anyFreePort } from '#lib/server/free-port.ts';

export type StoredMail = {
  id: string;
  to: string[];
  from: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
};

/** What happens to one request: refused with this answer, never taken at all, or taken and its answer lost. */
export type Fault =
  | { status: number; name: string; headers?: Record<string, string> }
  /** Taken by the provider; then something on the way answers in its place. */
  | { foreign: number; body: string }
  | 'not taken'
  | 'answer lost';

export type Provider = {
  url: string;
  /** Everything it has accepted, oldest first. */
  accepted(): Promise<StoredMail[]>;
  /** How many batch requests it has answered, replays included. */
  readonly requests: number;
  /** Faults for the coming batch requests, one each. */
  fail(...faults: Fault[]): void;
  /** Whether it shows what it has taken, by list and by id. */
  showsMail: boolean;
  close(): Promise<void>;
};

/**
 * A stand-in for Resend that others wrote, behind a door of ours that counts requests and can make answers late.
 * @param answerAfterMs how long each answer to a batch is held back after the provider has taken it
 */
export async function startProvider({ answerAfterMs = 0 } = {}): Promise<Provider> {
  const port = await anyFreePort();
  const emulator = await createEmulator({ service: 'resend', port });
  let requests = 0;
  const faults: Fault[] = [];
  const door = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'GET' && !provider.showsMail) {
      response.writeHead(503, { 'content-type': 'application/json' });
      return response.end(
        JSON.stringify({ statusCode: 503, name: 'service_unavailable', message: 'scripted' }),
      );
    }
    const fault = request.url === '/emails/batch' ? faults.shift() : undefined;
    if (fault === 'not taken') return request.socket.destroy();
    if (typeof fault === 'object' && 'status' in fault) {
      requests++;
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      return response.end(
        JSON.stringify({ statusCode: fault.status, name: fault.name, message: 'scripted' }),
      );
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (
        typeof value === 'string' &&
        !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)
      )
        headers.set(name, value);
    }
    const answer = await fetch(`${emulator.url}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    if (request.url === '/emails/batch') {
      requests++;
      if (fault === 'answer lost') return request.socket.destroy();
      if (typeof fault === 'object' && 'foreign' in fault) {
        response.writeHead(fault.foreign, { 'content-type': 'application/json' });
        return response.end(fault.body);
      }
      await sleep(answerAfterMs);
    }
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
      'ratelimit-limit': '100',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port: doorPort } = door.address() as AddressInfo;
  const read = async (path: string) =>
    (await fetch(`${emulator.url}${path}`, { headers: { authorization: 'Bearer re_test' } })).json();
  const provider: Provider = {
    url: `http://127.0.0.1:${doorPort}`,
    get requests() {
      return requests;
    },
    accepted: async () => {
      const { data } = await read('/emails?limit=100');
      const mails = await Promise.all(data.map(({ id }: { id: string }) => read(`/emails/${id}`)));
      return mails.sort((a, b) => a.created_at.localeCompare(b.created_at));
    },
    fail: (...coming) => {
      faults.push(...coming);
    },
    showsMail: true,
    close: async () => {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await emulator.close();
    },
  };
  return provider;
}
