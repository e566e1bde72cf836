import type { Tx } from '../../db/client.ts';

/** Whether mail may leave at this moment, and what stands in its way. All in real time, but for the two named. */
export type Sending = {
  stoppedAt: Date | null;
  stoppedReason: string | null;
  haltedAt: Date | null;
  haltedReason: string | null;
  isHalted: boolean;
  circuitOpenedAt: Date | null;
  isCircuitOpen: boolean;
  requestsPerSecond: number | null;
  /** How far course time runs ahead. */
  movedMs: number;
  /** A request began within the last two minutes: whatever waits is being worked off. */
  isDraining: boolean;
  unknown: number;
  /** Course time. */
  oldestDueAt: Date | null;
};

export async function readSending(tx: Tx, now: Date): Promise<Sending> {
  const [row] = await tx.$queryRaw<Sending[]>`
    SELECT s."stoppedAt", s."stoppedReason", s."haltedAt", s."haltedReason",
      -- The one that tries again needs a moment, and the others then have to notice.
      coalesce(s."haltedUntil" + interval '2 minutes' > clock_timestamp(), false) AS "isHalted",
      p."circuitOpenedAt",
      coalesce(p."circuitOpenUntil" + interval '2 minutes' > clock_timestamp(), false) AS "isCircuitOpen", p."requestsPerSecond",
      c."offsetMs"::float8 AS "movedMs",
      coalesce((SELECT max("attemptedAt") FROM "Batch") > clock_timestamp() - interval '2 minutes', false) AS "isDraining",
      (SELECT count(*)::int FROM "Delivery" WHERE "state" = 'unknown') AS "unknown",
      (SELECT min("dueAt") FROM "Delivery" WHERE "state" = 'scheduled' AND "dueAt" <= ${now}::timestamptz) AS "oldestDueAt"
    FROM "Sender" s, "Provider" p, "Clock" c`;
  if (!row) throw new Error('a row of Sender, Provider or Clock is missing: run the migrations');
  return row;
}

/** Does something keep all mail back, so that being late is no fault of the rows? */
export function isHeldBack({ stoppedAt, isHalted, isCircuitOpen }: Sending): boolean {
  return stoppedAt !== null || isHalted || isCircuitOpen;
}

/** What an operator wants to know about sending, in sentences. */
export function describeSending(sending: Sending, now: Date): string[] {
  const { stoppedAt, stoppedReason, haltedAt, haltedReason, circuitOpenedAt, movedMs, oldestDueAt } = sending;
  const lines: string[] = [];
  if (stoppedAt) lines.push(`sending is stopped since ${stoppedAt.toISOString()}${because(stoppedReason)}`);
  if (haltedAt) lines.push(`sending is halted since ${haltedAt.toISOString()}${because(haltedReason)}`);
  if (circuitOpenedAt)
    lines.push(`the provider does not answer: the circuit is open since ${circuitOpenedAt.toISOString()}`);
  if (movedMs !== 0)
    lines.push(
      `course time runs ${duration(movedMs)} ahead, so nobody can say how late anything is; that is not judged`,
    );
  lines.push(`unknown deliveries: ${sending.unknown}`);
  lines.push(
    oldestDueAt
      ? `the oldest due delivery waits for ${duration(now.getTime() - oldestDueAt.getTime())}`
      : 'nothing due is waiting',
  );
  return lines;
}

function because(reason: string | null): string {
  return reason === null ? '' : `: ${reason}`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (Math.abs(seconds) < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (Math.abs(minutes) < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
