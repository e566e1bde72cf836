import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulator } from 'emulate';
import { getLocal } from 'mockttp';
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

/** What happens to one batch request. */
export type Fault =
  /** Refused in the provider's own words, or sent elsewhere by a redirect. Not taken. */
  | { status: number; name: string; headers?: Record<string, string> }
  /** Taken by the provider; then something on the way answers in its place. */
  | { foreign: number; body: string }
  /** Taken; the answer waits for the test. */
  | { answerAfter: Promise<unknown> }
  | 'not taken'
  | 'answer lost'
  /** Taken; half the answer arrives, and the connection closes. */
  | 'answer cut'
  /** Taken, and never answered at all. */
  | 'no answer';

export type Provider = {
  url: string;
  /** Everything it has accepted, oldest first. */
  accepted(): Promise<StoredMail[]>;
  /** How many batch requests have reached it, replays included. */
  readonly requests: number;
  /** Their idempotency keys, in order. */
  readonly keys: readonly string[];
  /** Resolves when it has been asked so often. */
  asked(times: number): Promise<void>;
  /** Faults for the coming batch requests, one each. */
  fail(...faults: Fault[]): void;
  /** Whether it shows what it has taken, by list and by id. */
  showsMail: boolean;
  close(): Promise<void>;
};

/**
 * A stand-in for Resend that others wrote (emulate), behind a door that others wrote too (mockttp), which we make lose,
 * cut and delay answers.
 * @param answerAfterMs how long each answer to a batch is held back after the provider has taken it
 * @param perSecond how many requests a second its answers allow
 */
export async function startProvider({ answerAfterMs = 0, perSecond = 100 } = {}): Promise<Provider> {
  const emulator = await createEmulator({ service: 'resend', port: await anyFreePort() });
  const inside = `http://127.0.0.1:${new URL(emulator.url).port}`;
  const door = getLocal({ recordTraffic: false });
  await door.start(await anyFreePort());

  const keys: string[] = [];
  const waiting: { times: number; go: () => void }[] = [];
  const faults: Fault[] = [];
  const meets = new Map<string, Fault>();

  await door
    .forPost('/emails/batch')
    .always()
    .thenPassThrough({
      beforeRequest: ({ id, path, headers: { 'idempotency-key': key } }) => {
        keys.push(String(key));
        for (const { go } of waiting.filter(({ times }) => times <= keys.length)) go();
        const fault = faults.shift();
        if (fault === 'not taken') return { response: 'reset' };
        if (typeof fault === 'object' && 'status' in fault) {
          const { status: statusCode, name } = fault;
          return {
            response: {
              statusCode,
              headers: { 'content-type': 'application/json', ...fault.headers },
              body: JSON.stringify({ statusCode, name, message: 'scripted' }),
            },
          };
        }
        if (fault !== undefined) meets.set(id, fault);
        return { url: `${inside}${path}` };
      },
      beforeResponse: async (answer, { id }) => {
        const fault = meets.get(id);
        const whole = { headers: { ...answer.headers, 'ratelimit-limit': String(perSecond) } };
        if (fault === undefined) {
          await sleep(answerAfterMs);
          return whole;
        }
        if (fault === 'answer lost') return 'reset';
        if (fault === 'no answer') return new Promise(() => {});
        if (fault === 'answer cut') {
          const body = await answer.body.getDecodedBuffer();
          const length = String(body?.length ?? 2);
          const cut = { 'content-type': 'application/json', 'content-length': length, connection: 'close' };
          return { headers: cut, rawBody: body?.subarray(0, body.length / 2) ?? Buffer.alloc(0) };
        }
        if (typeof fault === 'object' && 'answerAfter' in fault) {
          await fault.answerAfter;
          return whole;
        }
        if (typeof fault === 'object' && 'foreign' in fault) {
          return {
            statusCode: fault.foreign,
            headers: { 'content-type': 'application/json' },
            body: fault.body,
          };
        }
        return whole;
      },
    });
  const unavailable = { statusCode: 503, name: 'service_unavailable', message: 'scripted' };
  await door
    .forAnyRequest()
    .always()
    .thenPassThrough({
      beforeRequest: ({ path }) =>
        !provider.showsMail
          ? { response: { statusCode: 503, json: unavailable } }
          : { url: `${inside}${path}` },
    });

  const read = async (path: string) =>
    (await fetch(`${inside}${path}`, { headers: { authorization: 'Bearer re_test' } })).json();
  const provider: Provider = {
    url: `http://127.0.0.1:${door.port}`,
    get requests() {
      return keys.length;
    },
    keys,
    asked: (times) =>
      new Promise((go) => {
        if (keys.length >= times) go();
        else waiting.push({ times, go });
      }),
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
      await door.stop();
      await emulator.close();
    },
  };
  return provider;
}
