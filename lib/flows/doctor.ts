import type { Tx } from '../db/client.ts';
import type { Runtime } from '../runtime.ts';
import type { Examination, Finding, Invariant } from './doctor/finding.ts';
import { INVARIANTS } from './doctor/invariants.ts';
import { askProvider, type ProviderSays } from './doctor/provider.ts';
import { describeSending, readSending } from './doctor/sending.ts';
import { readSuppressed } from './doctor/suppressed.ts';

export type { Finding, Invariant } from './doctor/finding.ts';

/** How one invariant stands. */
export type Checked = {
  invariant: Invariant;
  name: string;
  broken: boolean;
  /** What this check can't see; null when it sees all there is. */
  unchecked: string | null;
};

export type Diagnosis = {
  /** Empty when all is well. */
  findings: Finding[];
  checked: Checked[];
  /** What an operator wants to know and is no fault: that sending is stopped, how much is unknown. */
  information: string[];
};

/** How many of how many steps are done. */
type OnStep = (done: number, of: number) => void;

const MOST_MS = 10 * 60_000;

/**
 * Checks every invariant over one snapshot of the database, and over the provider's newest mails where it shows them.
 * Writes nothing: the transaction is read only. Work in flight is no fault.
 * @param options.onStep told before each check how many are done, of how many: on a large database each takes a while
 * @param options.judgesLateness false for a caller that moves the clock itself, and so makes everything late at once
 */
export async function examine(
  runtime: Runtime,
  { judgesLateness = true, onStep = () => {} }: { judgesLateness?: boolean; onStep?: OnStep } = {},
): Promise<Diagnosis> {
  const provider = await askProvider(runtime);
  return runtime.db.$transaction((tx) => look(runtime, tx, { provider, judgesLateness, onStep }), {
    isolationLevel: 'RepeatableRead',
    maxWait: 10_000,
    timeout: MOST_MS,
  });
}

async function look(
  runtime: Runtime,
  tx: Tx,
  { provider, judgesLateness, onStep }: { provider: ProviderSays; judgesLateness: boolean; onStep: OnStep },
): Promise<Diagnosis> {
  await tx.$queryRaw`
    SELECT set_config('transaction_read_only', 'on', true), set_config('statement_timeout', ${`${MOST_MS}`}, true),
      -- Whole tables are compared: on a large database in memory rather than on disk.
      set_config('work_mem', '64MB', true)`;
  const now = await runtime.now(tx);
  const sending = await readSending(tx, now);
  const information = describeSending(sending, now);
  const examination: Examination = {
    runtime,
    tx,
    now,
    sending,
    suppressed: await readSuppressed(runtime, tx),
    provider,
    // Where course time was moved, being late by it says nothing.
    judgesLateness: judgesLateness && sending.movedMs === 0,
    note: (line) => information.push(line),
  };
  const findings: Finding[] = [];
  for (const [done, { check }] of INVARIANTS.entries()) {
    onStep(done, INVARIANTS.length);
    findings.push(...(await check(examination)));
  }
  onStep(INVARIANTS.length, INVARIANTS.length);
  const broken = new Set(findings.map(({ invariant }) => invariant));
  const checked = INVARIANTS.map(({ invariant, name, unchecked }) => ({
    invariant,
    name,
    broken: broken.has(invariant),
    unchecked,
  }));
  return { findings, checked, information };
}
