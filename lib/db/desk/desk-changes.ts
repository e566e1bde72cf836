import type { Tx } from '../client.ts';

/** Was this last change of an enrollment made at the desk? What learners chose themselves is theirs to take back. */
export async function deskMadeChange(
  tx: Tx,
  { id, subscriberId }: { id: string; subscriberId: string },
  changeId: string,
): Promise<boolean> {
  const subjects = [`enrollment/${id}`, `subscriber/${subscriberId}`];
  const entry = await tx.auditEntry.findFirst({
    where: { subject: { in: subjects }, detail: { path: ['change'], equals: changeId } },
    select: { number: true },
  });
  return entry !== null;
}
