import type { Db, Tx } from './client.ts';
import { Prisma } from './client.ts';

/** May anything be sent at all? Instants and waits are real time. */
export type SenderState = {
  /** The operator's switch. */
  stopped: { since: Date; reason: string } | null;
  /** The provider refuses everything; `waitMs` until one request tries again, zero when it may. */
  halted: { since: Date; reason: string; waitMs: number } | null;
};

export function readSender(db: Db | Tx): Promise<SenderState> {
  return read(db, Prisma.empty);
}

/** Locks the switches for a freeze: whoever turns one waits for it, and no freeze after that begins. */
export function lockSender(tx: Tx): Promise<SenderState> {
  return read(tx, Prisma.sql`FOR SHARE`);
}

type Row = {
  stoppedAt: Date | null;
  stoppedReason: string | null;
  haltedAt: Date | null;
  haltedReason: string | null;
  waitMs: number | null;
};

async function read(db: Db | Tx, lock: Prisma.Sql): Promise<SenderState> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT "stoppedAt", "stoppedReason", "haltedAt", "haltedReason",
      greatest(0, ceil(extract(epoch FROM "haltedUntil" - clock_timestamp()) * 1000))::float8 AS "waitMs"
    FROM "Sender" WHERE "id" = 1 ${lock}`;
  if (!row) throw new Error('the Sender row is missing: run the migrations');
  const { stoppedAt, stoppedReason, haltedAt, haltedReason, waitMs } = row;
  return {
    stopped: stoppedAt && { since: stoppedAt, reason: stoppedReason ?? 'stopped' },
    halted: haltedAt && { since: haltedAt, reason: haltedReason ?? 'halted', waitMs: waitMs ?? 0 },
  };
}

/** Turns the operator's switch off; a second time changes nothing, so that it says since when. */
export async function stopSender(db: Tx, reason: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Sender" SET "stoppedAt" = clock_timestamp(), "stoppedReason" = ${reason}
    WHERE "id" = 1 AND "stoppedAt" IS NULL`;
}

/** Turns it on again, and gives a provider that refused everything another try. */
export async function resumeSender(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Sender" SET "stoppedAt" = NULL, "stoppedReason" = NULL,
      "haltedAt" = NULL, "haltedReason" = NULL, "haltedUntil" = NULL WHERE "id" = 1`;
}

/**
 * The provider said no to everything.
 * @param until `a while`: ten minutes. `tomorrow`: a minute past midnight UTC, when quotas begin anew
 */
export async function haltSender(tx: Tx, reason: string, until: 'a while' | 'tomorrow'): Promise<void> {
  const end =
    until === 'a while'
      ? Prisma.sql`clock_timestamp() + interval '10 minutes'`
      : Prisma.sql`date_trunc('day', clock_timestamp(), 'UTC') + interval '1 day 1 minute'`;
  await tx.$executeRaw`
    UPDATE "Sender" SET "haltedAt" = coalesce("haltedAt", clock_timestamp()), "haltedReason" = ${reason},
      "haltedUntil" = ${end} WHERE "id" = 1`;
}

/** When the halt's time is over, one request tries; the others wait for what it learns. @returns whether it is ours */
export async function tryAfterHalt(db: Db, probeMs: number): Promise<boolean> {
  const claimed = await db.$executeRaw`
    UPDATE "Sender" SET "haltedUntil" = clock_timestamp() + ${probeMs} * interval '1 ms'
    WHERE "id" = 1 AND "haltedAt" IS NOT NULL AND "haltedUntil" <= clock_timestamp()`;
  return claimed === 1;
}

/** Something was accepted: the provider takes mail again. Writes only when it was halted. */
export async function endHalt(db: Db | Tx): Promise<void> {
  await db.$executeRaw`
    UPDATE "Sender" SET "haltedAt" = NULL, "haltedReason" = NULL, "haltedUntil" = NULL
    WHERE "id" = 1 AND "haltedAt" IS NOT NULL`;
}

/** Remembers the newest test mail, so that a report of it can be told. */
export async function noteTestMail(db: Db, providerId: string | null): Promise<void> {
  await db.$executeRaw`
    UPDATE "Sender" SET "testProviderId" = ${providerId}, "testTakenAt" = clock_timestamp() WHERE "id" = 1`;
}
