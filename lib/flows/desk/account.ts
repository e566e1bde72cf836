import { writeAudit } from '../../db/audit.ts';
import { transaction } from '../../db/client.ts';
import type { Desk } from './desk.ts';

/** Where an operator is signed in, and with which passkeys they can sign in. */
export async function accountOf({ db }: Desk, operatorId: string) {
  const operator = await db.operator.findUniqueOrThrow({
    where: { id: operatorId },
    include: {
      passkeys: { orderBy: { createdAt: 'asc' } },
      sessions: { where: { expiresAt: { gt: new Date() } }, orderBy: { updatedAt: 'desc' } },
    },
  });
  return {
    email: operator.email,
    passkeys: operator.passkeys.map(({ id, name, createdAt }) => ({ id, name, createdAt })),
    sessions: operator.sessions.map(({ id, createdAt, updatedAt, userAgent }) => ({
      id,
      createdAt,
      updatedAt,
      userAgent,
    })),
  };
}

/** Ends one of the operator's own sessions. What is not there any more has ended. */
export function endSession(desk: Desk, operatorId: string, sessionId: string): Promise<void> {
  return transaction(desk.db, async (tx) => {
    const { count } = await tx.operatorSession.deleteMany({ where: { id: sessionId, userId: operatorId } });
    if (count > 0) await writeAudit(tx, desk.actor, 'operator.session.end', `operator/${operatorId}`);
  });
}

export function removePasskey(desk: Desk, operatorId: string, passkeyId: string): Promise<void> {
  return transaction(desk.db, async (tx) => {
    const { count } = await tx.operatorPasskey.deleteMany({ where: { id: passkeyId, userId: operatorId } });
    if (count > 0) await writeAudit(tx, desk.actor, 'operator.passkey.remove', `operator/${operatorId}`);
  });
}

/** Signing out ends the session on the server, too. */
export function signOutOf(desk: Desk, operatorId: string, sessionId: string): Promise<void> {
  return transaction(desk.db, async (tx) => {
    await tx.operatorSession.deleteMany({ where: { id: sessionId, userId: operatorId } });
    await writeAudit(tx, desk.actor, 'operator.sign-out', `operator/${operatorId}`);
  });
}
