import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import { dataLinkEnds } from '../domain/data-link.ts';
import { type SkipReason, whyNotMail } from '../domain/eligibility.ts';
import { sentTo } from '../domain/sent-to.ts';
import { codeEnds } from '../domain/sign-in.ts';
import type { Runtime } from '../runtime.ts';

export type Judged = { mayMail: Member[]; mayNot: { id: string; reason: SkipReason }[] };

/** Judges each member as things stand in this transaction's newest snapshot. */
export async function judge(
  runtime: Runtime,
  tx: Tx,
  members: readonly Member[],
  now: Date,
): Promise<Judged> {
  const hashesOf = ({ addressKey, toKey }: Member) =>
    [...new Set([addressKey, toKey])].map(runtime.hashAddress);
  const hashes = [...new Set(members.flatMap(hashesOf))];
  const suppressed = await tx.suppression.findMany({ where: { addressHash: { in: hashes } } });
  const suppressedHashes = new Set(suppressed.map(({ addressHash }) => addressHash));
  const judged: Judged = { mayMail: [], mayNot: [] };
  for (const member of members) {
    const reason = whyNotMail({
      kind: member.kind,
      standing: member.standing,
      suppressed: hashesOf(member).some((hash) => suppressedHashes.has(hash)),
      calledOff: member.calledOff,
      enrollment: member.enrollmentState,
      withdrawn: member.withdrawn,
      roundEnded: member.round !== null && member.round !== member.enrollmentRound,
      signUp: signUpOf(member, now),
      linkIsOver: linkIsOver(member, now),
    });
    if (reason === null) judged.mayMail.push(member);
    else judged.mayNot.push({ id: member.id, reason });
  }
  return judged;
}

/**
 * Was one of these made out to an address that must not be mailed any more? Asked before a mail that may have left is
 * repeated: it would go where it went, whatever address its person has by now.
 */
export async function isMadeOutToSuppressed(
  { hashAddress }: Runtime,
  tx: Tx,
  members: readonly Member[],
): Promise<boolean> {
  const hashes = members.flatMap(({ slots }) => {
    const to = sentTo(slots);
    return to === null ? [] : [hashAddress(to)];
  });
  return (await tx.suppression.count({ where: { addressHash: { in: hashes } } })) > 0;
}

function linkIsOver({ kind, createdAt, expiresAt, changeIsOver }: Member, now: Date): boolean {
  switch (kind) {
    case 'data':
      return dataLinkEnds(createdAt) <= now;
    case 'sign_in':
      return codeEnds(createdAt) <= now;
    case 'old_address':
    case 'new_address':
      return changeIsOver || expiresAt === null || expiresAt <= now;
    default:
      // The others lead to what does not end, or to a sign-up.
      return false;
  }
}

function signUpOf(member: Member, now: Date) {
  if (member.signUpId === null || member.expiresAt === null) return null;
  return {
    confirmed: member.confirmedAt !== null,
    superseded: member.supersededAt !== null,
    expired: member.expiresAt <= now,
  };
}
