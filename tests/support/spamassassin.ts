import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyFreePort } from '#lib/server/free-port.ts';
import { findProgram, installPackages } from './debian-packages.ts';

const PACKAGES = ['spamassassin', 'spamd', 'spamc'] as const;

export type SpamJudge = {
  /** What SpamAssassin gives a complete message: its score, and in words what it is made of. */
  judge(mime: Buffer): Promise<{ score: number; report: string }>;
  stop(): Promise<void>;
};

/**
 * SpamAssassin with the rules it was installed with, asking nobody on any network.
 * @param say told what is installed, a line each
 * @throws when it isn’t installed and can’t be, saying what to do
 */
export async function startSpamJudge(say: (line: string) => void): Promise<SpamJudge> {
  const { spamd, spamc } = findBoth() ?? (installPackages(PACKAGES, say) ? findBoth() : null) ?? missing();
  const port = await anyFreePort();
  const args = ['--local', '--nouser-config', '--max-children=2', '--listen=127.0.0.1', `--port=${port}`];
  const daemon = spawn(spamd, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await untilListening(daemon, port);
  return {
    judge: (mime) => ask(spamc, port, mime),
    stop: async () => {
      const ended = once(daemon, 'exit');
      daemon.kill();
      await ended;
    },
  };
}

function findBoth(): { spamd: string; spamc: string } | null {
  const [spamd, spamc] = ['spamd', 'spamc'].map((name) => findProgram([name]));
  return spamd && spamc ? { spamd, spamc } : null;
}

function missing(): never {
  throw new Error(
    `The spam test needs SpamAssassin. Install it, as root: apt-get install ${PACKAGES.join(' ')}. On Debian 11 and older spamd comes with spamassassin.`,
  );
}

async function ask(spamc: string, port: number, mime: Buffer): Promise<{ score: number; report: string }> {
  const client = spawn(spamc, ['-x', '-R', '-d', '127.0.0.1', '-p', `${port}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  client.stdin.end(mime);
  let report = '';
  for await (const chunk of client.stdout.setEncoding('utf8')) report += chunk;
  const score = /^(-?[\d.]+)\/[\d.]+$/m.exec(report)?.[1];
  if (score === undefined) throw new Error(`SpamAssassin did not answer: ${report}`);
  return { score: Number(score), report };
}

/** It reads its rules for some seconds before it listens. */
async function untilListening(daemon: ChildProcess, port: number): Promise<void> {
  let said = '';
  daemon.stderr?.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  for (let tries = 0; tries < 600 && daemon.exitCode === null; tries += 1) {
    if (await listens(port)) return;
    await sleep(100);
  }
  daemon.kill();
  throw new Error(`spamd did not start: ${said}`);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
