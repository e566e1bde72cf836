import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulator } from 'emulate';
import { type CompletedRequest, getLocal, type requestSteps } from 'mockttp';
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
  /** When they came, on the monotonic clock. */
  readonly askedAtMs: readonly number[];
  /** Resolves when it has been asked so often. */
  asked(times: number): Promise<void>;
  /** Faults for the coming batch requests, one each. */
  fail(...faults: Fault[]): void;
  /** Whether it shows what it has taken, by list and by id. */
  showsMail: boolean;
  close(): Promise<void>;
};

type Options = { answerAfterMs?: number; perSecond?: number; says?: Record<string, string> };

/**
 * A stand-in for Resend that others wrote (emulate), behind a door that others wrote too (mockttp), which we make lose,
 * cut and delay answers.
 * @param answerAfterMs how long each answer to a batch is held back after the provider has taken it
 * @param perSecond how many requests a second its answers allow
 * @param says more headers of its answers; changed, the next answer has them
 */
export async function startProvider({
  answerAfterMs = 0,
  perSecond = 100,
  says = {},
}: Options = {}): Promise<Provider> {
  const emulator = await createEmulator({ service: 'resend', port: await anyFreePort() });
  const inside = `http://127.0.0.1:${new URL(emulator.url).port}`;
  const door = getLocal({ recordTraffic: false });
  await door.start(await anyFreePort());

  const keys: string[] = [];
  const askedAtMs: number[] = [];
  const waiting: { times: number; go: () => void }[] = [];
  const faults: Fault[] = [];
  /** By request: what happens to its answer. */
  const onTheWay = new Map<string, Fault>();

  await door
    .forPost('/emails/batch')
    .always()
    .thenPassThrough({
      beforeRequest: async (request) => {
        keys.push(String(request.headers['idempotency-key']));
        askedAtMs.push(performance.now());
        for (const { go } of waiting.filter(({ times }) => times <= keys.length)) go();
        const fault = faults.shift();
        const response = fault && (await beforeAcceptance(fault, request, inside));
        if (response) return { response };
        if (fault) onTheWay.set(request.id, fault);
        return { url: `${inside}${request.path}` };
      },
      beforeResponse: async ({ headers }, { id }) => {
        const fault = onTheWay.get(id);
        if (!fault) await sleep(answerAfterMs);
        return (
          (fault && (await afterAcceptance(fault))) || {
            headers: { ...headers, 'ratelimit-limit': String(perSecond), ...says },
          }
        );
      },
    });
  await door
    .forAnyRequest()
    .always()
    .thenPassThrough({
      beforeRequest: ({ path }) =>
        provider.showsMail
          ? { url: `${inside}${path}` }
          : { response: inItsWords({ status: 503, name: 'service_unavailable' }) },
    });

  const read = async (path: string) =>
    (await fetch(`${inside}${path}`, { headers: { authorization: 'Bearer re_test' } })).json();
  const provider: Provider = {
    url: `http://127.0.0.1:${door.port}`,
    get requests() {
      return keys.length;
    },
    keys,
    askedAtMs,
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

/** What is answered instead of letting the provider take the request, or nothing. */
async function beforeAcceptance(fault: Fault, request: CompletedRequest, inside: string) {
  if (fault === 'not taken') return 'reset';
  if (fault === 'answer cut') return halfOf(await takenOutside(request, inside));
  return typeof fault === 'object' && 'status' in fault ? inItsWords(fault) : undefined;
}

/** What becomes of the provider's answer, or nothing. */
async function afterAcceptance(fault: Fault): Promise<requestSteps.CallbackResponseResult | undefined> {
  if (fault === 'answer lost') return 'reset';
  if (fault === 'no answer') await new Promise(() => {});
  if (typeof fault === 'object' && 'answerAfter' in fault) await fault.answerAfter;
  if (typeof fault === 'object' && 'foreign' in fault) {
    return { statusCode: fault.foreign, headers: JSON_TYPE, body: fault.body };
  }
  return undefined;
}

const JSON_TYPE = { 'content-type': 'application/json' };

function inItsWords({ status, name, headers }: Extract<Fault, { status: number }>) {
  const body = JSON.stringify({ statusCode: status, name, message: 'scripted' });
  return { statusCode: status, headers: { ...JSON_TYPE, ...headers }, body };
}

/** The door itself would set the length of what it hands on right; so the provider is asked past it. */
async function takenOutside({ headers, path, body }: CompletedRequest, inside: string): Promise<Buffer> {
  const answer = await fetch(`${inside}${path}`, {
    method: 'POST',
    headers: {
      'idempotency-key': String(headers['idempotency-key']),
      authorization: String(headers.authorization),
    },
    body: (await body.getText()) ?? '',
  });
  return Buffer.from(await answer.arrayBuffer());
}

function halfOf(whole: Buffer) {
  const headers = { ...JSON_TYPE, 'content-length': String(whole.length), connection: 'close' };
  return { statusCode: 200, headers, rawBody: whole.subarray(0, whole.length / 2) };
}
