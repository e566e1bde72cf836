import { setTimeout as sleep } from 'node:timers/promises';
import {
  countFailure,
  holdTurns,
  openCircuit,
  providerAnswered,
  takeTurn,
  waitForTurn,
} from '../db/provider.ts';
import { endHalt, readSender, tryAfterHalt } from '../db/sender.ts';
import { openCircuitForMs } from '../domain/circuit.ts';
import { priorityOf } from '../domain/delivery.ts';
import { timingOf } from '../domain/retry.ts';
import type { Heard, SendOutcome } from '../mail/transport.ts';
import type { Runtime } from '../runtime.ts';

/** A wait shorter than this is waited for; for a longer one the batch is put back. */
const PATIENCE_MS = 1_000;

/** Half of what the spread of turns leaves over (`PACE`). */
const TURN_IS_FRESH_MS = 50;

/** While sending is stopped or halted, batches ask so often whether it goes on (real time). */
const CLOSED_MS = 60_000;

/**
 * Is it worth freezing a batch now? Asked first, so that nothing is frozen in vain; the freeze and the turn decide.
 * @returns null when it is, else why not and real milliseconds after which to ask again
 */
export async function whyNotNow(
  runtime: Runtime,
  priority: number,
): Promise<{ reason: string; waitMs: number } | null> {
  const closed = await whyClosed(runtime);
  if (closed || !runtime.mail.capabilities.paced) return closed;
  const waitMs = await waitForTurn(runtime.db, isUrgent(priority));
  return waitMs > PATIENCE_MS ? { reason: 'another turn', waitMs } : null;
}

/** Why nothing at all is sent or planned, if that is so. */
export async function whyClosed({ db }: Runtime): Promise<{ reason: string; waitMs: number } | null> {
  const { stopped, halted } = await readSender(db);
  if (stopped) return { reason: stopped.reason, waitMs: CLOSED_MS };
  if (halted && halted.waitMs > 0)
    return { reason: halted.reason, waitMs: Math.min(halted.waitMs, CLOSED_MS) };
  return null;
}

/**
 * Waits for the turn to send, as long as there is time.
 * @param deadlineMs on the monotonic clock (`performance.now()`)
 * @returns null with the turn, else real milliseconds after which to try again
 */
export async function waitForMyTurn(
  runtime: Runtime,
  priority: number,
  deadlineMs: number,
): Promise<number | null> {
  const probeMs = timingOf(runtime.mail.capabilities).leaseMs;
  const { halted } = await readSender(runtime.db);
  if (halted && !(await tryAfterHalt(runtime.db, probeMs))) return probeMs;
  return waitToAsk(runtime, priority, deadlineMs);
}

/** The same for a look-up, which a halt does not stop, and whose answer could not end one. */
export async function waitToAsk(
  { db, mail }: Runtime,
  priority: number,
  deadlineMs: number,
): Promise<number | null> {
  if (!mail.capabilities.paced) return null;
  const probeMs = timingOf(mail.capabilities).leaseMs;
  for (;;) {
    const askedAtMs = performance.now();
    const waitMs = await takeTurn(db, { urgent: isUrgent(priority), probeMs });
    // A turn that was long under way is over; used now, its request would come close to the next one's.
    const isFresh = performance.now() - askedAtMs <= TURN_IS_FRESH_MS;
    if (waitMs === null && isFresh) return null;
    if (performance.now() + (waitMs ?? 0) > deadlineMs) return waitMs ?? 0;
    await sleep(waitMs ?? 0);
  }
}

/** What an answer, or its absence, says about the provider itself. What it says about the batch is recorded with that. */
export async function learnFrom(runtime: Runtime, outcome: SendOutcome & { heard?: Heard }): Promise<void> {
  if (outcome.outcome === 'answered') await endHalt(runtime.db);
  await learnHealth(runtime, outcome);
}

/** Look-ups teach as much: they take turns too, and the one that an open circuit lets through must be able to close it. */
export async function learnHealth(
  { db, mail, log }: Runtime,
  outcome: SendOutcome & { heard?: Heard },
): Promise<void> {
  if (!mail.capabilities.paced) return;
  if (outcome.outcome !== 'no-answer' || !outcome.ill) {
    await providerAnswered(db, outcome.heard);
    if (outcome.outcome === 'not-now') await holdTurns(db, outcome.afterMs);
    return;
  }
  const failures = await countFailure(db);
  const openMs = openCircuitForMs(failures, Math.random(), timingOf(mail.capabilities).askAgainMs / 10);
  if (openMs === null) return;
  await openCircuit(db, openMs);
  log.error({ failures, openMs }, 'the provider does not answer; the circuit is open');
}

function isUrgent(priority: number): boolean {
  return priority < priorityOf('lesson');
}
