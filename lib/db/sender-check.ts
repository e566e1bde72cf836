import type { Db, Tx } from './client.ts';

/** What name servers said last of a domain: records that were there once, and those of them that are gone. */
export type SenderCheck = { seen: string[]; gone: string[] };

export async function readSenderCheck(db: Db | Tx, domain: string): Promise<SenderCheck> {
  const row = await db.senderCheck.findFirst({ where: { id: 1, domain } });
  return { seen: row?.seen ?? [], gone: row?.gone ?? [] };
}

/** Is it time to ask name servers again? One of several workers is told so, once in so many seconds (real time). */
export async function claimSenderCheck(db: Db, domain: string, everySeconds: number): Promise<boolean> {
  const claimed = await db.$executeRaw`
    UPDATE "SenderCheck" SET "checkedAt" = clock_timestamp(),
      "seen" = CASE WHEN "domain" = ${domain} THEN "seen" ELSE '{}' END,
      "gone" = CASE WHEN "domain" = ${domain} THEN "gone" ELSE '{}' END, "domain" = ${domain}
    WHERE "id" = 1 AND ("domain" IS DISTINCT FROM ${domain} OR "checkedAt" IS NULL
      OR "checkedAt" < clock_timestamp() - ${everySeconds} * interval '1 second')`;
  return claimed === 1;
}

export async function storeSenderCheck(db: Db, domain: string, { seen, gone }: SenderCheck): Promise<void> {
  await db.senderCheck.updateMany({ where: { id: 1, domain }, data: { seen, gone } });
}
