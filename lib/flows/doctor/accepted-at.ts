import { Prisma } from '../../db/client.ts';

/**
 * When a delivery `d` of batch `b` was accepted (course time), null where nobody can say. `sentAt` is when we wrote it
 * down: for what was in doubt that may be days after. The outbox (`m`) knows its own hour.
 */
export const ACCEPTED_AT = Prisma.sql`coalesce(m."sentAt", CASE WHEN b."doubtSince" IS NULL THEN d."sentAt" END)`;
