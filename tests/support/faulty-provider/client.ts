import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Command } from './control.ts';
import { type Chances, FAULTS, type Fault, type FaultName, type Outage } from './faults.ts';
import type { Accepted, Mail } from './mailbox.ts';
import { type ProviderOptions, type Seen, serveProvider } from './server.ts';

export type { Accepted, Chances, Fault, FaultName, Mail, Outage, ProviderOptions, Seen };

export type FaultyProvider = {
  url: string;
  /** Faults for the coming requests to send, one each. */
  fail(...faults: (FaultName | Fault)[]): Promise<void>;
  /** Faults for the coming look-ups (the list, a single mail), one each. */
  failLookUps(...faults: (FaultName | Fault)[]): Promise<void>;
  /** From now on each request meets a fault as likely as said; `{}` for fair weather. */
  chances(chances: Chances): Promise<void>;
  /** Until told otherwise, nothing works; null ends it. */
  outage(kind: Outage | null): Promise<void>;
  limit(requestsPerSecond: number): Promise<void>;
  /** Every mail it took, oldest first; one that came twice stands there twice. */
  accepted(): Promise<Accepted[]>;
  /** The same mails with all their words. */
  stored(): Promise<(Mail & { id: string; createdAt: string })[]>;
  /** Every request, in the order in which they began. */
  requests(): Promise<Seen[]>;
  mostInOneSecond(): Promise<number>;
  close(): Promise<void>;
};

/** Starts one in this process. */
export async function startFaultyProvider(options: ProviderOptions = {}): Promise<FaultyProvider> {
  const { url, close } = await serveProvider(options);
  return speakTo(url, close);
}

/** Starts one in a process of its own, which no fault of ours can touch. It ends when we do. */
export async function startFaultyProviderProcess(options: ProviderOptions = {}): Promise<FaultyProvider> {
  const child = fork(join(import.meta.dirname, 'main.ts'), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(z.object({ url: z.string() }).parse(message).url));
    child.once('exit', (code) => reject(new Error(`the faulty provider did not start (exit code ${code})`)));
  });
  return speakTo(url, () => end(child));
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await ended;
}

function speakTo(url: string, close: () => Promise<void>): FaultyProvider {
  const read = async (what: string) => (await fetch(`${url}/control/${what}`)).json();
  const tell = async (command: Command) => {
    const { ok } = await fetch(`${url}/control/command`, { method: 'POST', body: JSON.stringify(command) });
    if (!ok) throw new Error(`the faulty provider did not understand "${command.do}"`);
  };
  const named = (faults: (FaultName | Fault)[]) =>
    faults.map((fault) => (typeof fault === 'string' ? FAULTS[fault] : fault));
  return {
    url,
    fail: (...faults) => tell({ do: 'fail', with: ['send', named(faults)] }),
    failLookUps: (...faults) => tell({ do: 'fail', with: ['look-up', named(faults)] }),
    chances: (chances) => tell({ do: 'chances', with: [chances] }),
    outage: (kind) => tell({ do: 'outage', with: [kind] }),
    limit: (requestsPerSecond) => tell({ do: 'limit', with: [requestsPerSecond] }),
    accepted: () => read('accepted'),
    stored: () => read('stored'),
    requests: () => read('requests'),
    mostInOneSecond: () => read('most'),
    close,
  };
}
