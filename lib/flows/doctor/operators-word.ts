import { Prisma } from '../../db/client.ts';

/**
 * A mail of batch `b` that was not freed by an operator's "send again": the risk of a second one is theirs, and what the
 * outbox may hold of the first is then no fault.
 */
export const NOT_AN_OPERATORS_RISK = Prisma.sql`(b."outcome" IS NULL OR b."outcome" NOT IN ('unknown', 'resolved'))`;

/** A delivery `d` that is sent because the provider said so, not because an operator found out. */
export const TOLD_BY_THE_PROVIDER = Prisma.sql`d."providerId" NOT LIKE 'told by the operator/%'`;
