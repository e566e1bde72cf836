import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type MailSink = {
  url: string;
  /** The recipients of each request, in the order in which the requests came. */
  requests: readonly (readonly string[])[];
  /** The most requests that came within any one second. */
  mostInOneSecond(): number;
  close(): Promise<void>;
};

/** Takes every batch at once and keeps nothing but addresses: for very many mails. Says how often it may be asked; does not insist. */
export async function startMailSink(perSecond: number): Promise<MailSink> {
  const requests: string[][] = [];
  const cameAtMs: number[] = [];
  const server = createServer(async (request, response) => {
    cameAtMs.push(performance.now());
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    // Mails are large, and addresses all that is wanted of them.
    const body = Buffer.concat(chunks).toString('latin1');
    const recipients = [...body.matchAll(/"to":\["([^"]+)"\]/g)].map(([, address = '']) => address);
    requests.push(recipients);
    const ids = recipients.map((_, i) => ({ id: `${requests.length}-${i}` }));
    const headers = { 'content-type': 'application/json', 'ratelimit-limit': String(perSecond) };
    response.writeHead(200, headers).end(JSON.stringify({ data: ids }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    mostInOneSecond: () => Math.max(0, ...cameAtMs.map((at, i) => countFrom(cameAtMs, i, at + 1000))),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function countFrom(times: readonly number[], from: number, until: number): number {
  let to = from;
  while (to < times.length && (times[to] ?? until) < until) to++;
  return to - from;
}
