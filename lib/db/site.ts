import type { SiteChoices } from '../domain/site.ts';
import { type Db, Prisma, type Tx } from './client.ts';

export type StoredSite = {
  version: number;
  chosen: SiteChoices;
  /** What an operator looks at and has not saved. */
  draft: SiteChoices | null;
  /** What was chosen before the last change. */
  before: SiteChoices | null;
};

export async function readSite(db: Db | Tx): Promise<StoredSite> {
  const { id: _, version, draft, before, ...chosen } = await db.site.findUniqueOrThrow({ where: { id: 1 } });
  return { version, chosen, draft: draft as SiteChoices | null, before: before as SiteChoices | null };
}

/**
 * Stores the parts that are given.
 * @param version the one they were decided over
 * @returns false when somebody changed something since, and then nothing is stored
 */
export async function storeSite(
  tx: Tx,
  version: number,
  { chosen, draft, before }: Partial<Omit<StoredSite, 'version'>>,
): Promise<boolean> {
  const { count } = await tx.site.updateMany({
    where: { id: 1, version },
    data: {
      ...chosen,
      version: version + 1,
      ...(draft !== undefined && { draft: draft ?? Prisma.DbNull }),
      ...(before !== undefined && { before: before ?? Prisma.DbNull }),
    },
  });
  return count === 1;
}
