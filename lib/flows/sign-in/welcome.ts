import { writeAudit } from '../../db/audit.ts';
import { transaction } from '../../db/client.ts';
import type { Runtime } from '../../runtime.ts';

/** Writes down that an operator signed in, and forgets what has long been over. */
export function welcomeOperator(runtime: Runtime, operatorId: string): Promise<void> {
  return transaction(runtime.db, async (tx) => {
    await writeAudit(tx, { by: 'operator', id: operatorId }, 'operator.sign-in', `operator/${operatorId}`);
    const dayAgo = new Date(Date.now() - 86_400_000);
    await tx.signIn.deleteMany({ where: { expiresAt: { lt: dayAgo } } });
    await tx.operatorChallenge.deleteMany({ where: { expiresAt: { lt: dayAgo } } });
    await tx.operatorSession.deleteMany({ where: { expiresAt: { lt: dayAgo } } });
  });
}
