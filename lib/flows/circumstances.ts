import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import { type SkipReason, whyNotMail } from '../domain/eligibility.ts';
import type { Runtime } from '../runtime.ts';

/**
 * Judges each member as things stand in this transaction's newest snapshot.
 * @returns by delivery id, why it may not leave; null when it may
 */
export async function judge(
  runtime: Runtime,
  tx: Tx,
  members: readonly Member[],
  now: Date,
): Promise<ReadonlyMap<string, SkipReason | null>> {
  const hashes = new Map(members.map((member) => [member.id, runtime.hashAddress(member.addressKey)]));
  const suppressed = await tx.suppression.findMany({
    where: { addressHash: { in: [...new Set(hashes.values())] } },
  });
  const suppressedHashes = new Set(suppressed.map(({ addressHash }) => addressHash));
  return new Map(
    members.map((member) => [
      member.id,
      whyNotMail({
        kind: member.kind,
        standing: member.standing,
        suppressed: suppressedHashes.has(hashes.get(member.id) ?? ''),
        enrollment: member.enrollmentState,
        roundEnded: member.round !== null && member.round !== member.enrollmentRound,
        signUp: signUpOf(member, now),
      }),
    ]),
  );
}

function signUpOf(member: Member, now: Date) {
  if (member.signUpId === null || member.expiresAt === null) return null;
  return {
    confirmed: member.confirmedAt !== null,
    superseded: member.supersededAt !== null,
    expired: member.expiresAt <= now,
  };
}
