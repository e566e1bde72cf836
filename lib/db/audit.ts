import { type Actor, type AuditAction, type AuditSubject, actorName } from '../domain/audit.ts';
import type { Prisma, Tx } from './client.ts';

/**
 * Writes down what an operator did, in the transaction that does it: neither is there without the other. The table
 * refuses changes.
 * @param detail ids, counts and reasons; never an address, which would outlive its erasure here
 */
export async function writeAudit(
  tx: Tx,
  actor: Actor,
  action: AuditAction,
  subject: AuditSubject | null,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  await tx.auditEntry.create({ data: { actor: actorName(actor), action, subject, detail } });
}
