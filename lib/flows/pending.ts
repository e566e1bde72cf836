import { type Tx, transaction } from '../db/client.ts';
import type { SignUp } from '../db/generated/client.ts';
import { editionsByHash, livePublication } from '../db/publications.ts';
import type { Runtime } from '../runtime.ts';
import { LOST_LINK, mailFor } from './mail-for-sign-up.ts';
import { addressMayBeMailed, sameKindAs } from './sign-up.ts';
import { presentSite } from './site.ts';

const RESENDS = 3;
const RESEND_AFTER_S = 60;

export type PendingView = {
  email: string;
  course: { slug: string; title: string };
  /** The sender to look for. */
  from: string;
  /** The subject to look for. */
  subject: string;
  resendsLeft: number;
  resendInSeconds: number;
};

/** What the page after signing up shows: the same for new, known and suppressed addresses. Null for an unknown link. */
export async function pendingView(runtime: Runtime, token: string): Promise<PendingView | null> {
  const signUp = await findSignUp(runtime, token);
  if (!signUp) return null;
  const publication = await livePublication(runtime.db, signUp.courseSlug);
  if (!publication) return null;
  const { link, confirmation } = publication.editions;
  const hash = signUp.source === LOST_LINK ? link : confirmation;
  const editions = await editionsByHash(runtime.db, [hash]);
  const [{ waited } = { waited: 0 }] = await runtime.db.$queryRaw<{ waited: number }[]>`
    SELECT extract(epoch FROM clock_timestamp() - "mailedAt")::float8 AS "waited" FROM "SignUp" WHERE "id" = ${signUp.id}::uuid`;
  return {
    email: signUp.address,
    course: { slug: signUp.courseSlug, title: publication.course.title },
    from: (await presentSite(runtime)).from,
    subject: editions.get(hash)?.subject ?? '',
    resendsLeft: Math.max(0, RESENDS - signUp.resends),
    resendInSeconds: Math.max(0, Math.ceil(RESEND_AFTER_S - waited)),
  };
}

/**
 * Sends the mail once more: after a minute, three times at most, and within what an address may get in a day. What it
 * answers depends on the requests made for an address, never on who stands behind it.
 */
export async function resendConfirmation(
  runtime: Runtime,
  token: string,
): Promise<{ ok: boolean; message: string }> {
  const found = await findSignUp(runtime, token);
  if (!found) return { ok: false, message: 'This page is not known any more. Please sign up again.' };
  return transaction(runtime.db, async (tx) => {
    const now = await runtime.now(tx);
    const problem = await whyNotAgain(runtime, tx, found, now);
    if (problem !== null) return { ok: false, message: problem };
    await tx.$executeRaw`
      UPDATE "SignUp" SET "resends" = "resends" + 1, "mailedAt" = clock_timestamp() WHERE "id" = ${found.id}::uuid`;
    await mailFor(runtime, tx, await tx.signUp.findUniqueOrThrow({ where: { id: found.id } }), now);
    return { ok: true, message: 'Sent again. It should be there within a minute.' };
  });
}

/** In words for the person; null when it may be sent again, and counted then. */
async function whyNotAgain(runtime: Runtime, tx: Tx, found: SignUp, now: Date): Promise<string | null> {
  const [asked] = await tx.$queryRaw<{ resends: number; waited: number }[]>`
    SELECT "resends", extract(epoch FROM clock_timestamp() - "mailedAt")::float8 AS "waited"
    FROM "SignUp" WHERE "id" = ${found.id}::uuid FOR UPDATE`;
  const { addressKey, courseSlug, source, createdAt } = found;
  const newer = await tx.signUp.findFirst({
    where: { addressKey, courseSlug, source: sameKindAs(source), createdAt: { gt: createdAt } },
  });
  if (newer)
    return 'A newer request for this address has taken the place of this one. Please look for its mail.';
  if (!asked || found.expiresAt <= now) return 'This page is more than a week old. Please sign up again.';
  if (asked.resends >= RESENDS)
    return 'We have sent it again three times. Please check the address, or write to us.';
  if (asked.waited < RESEND_AFTER_S) return 'Please give the first mail a minute to arrive.';
  if (await addressMayBeMailed(runtime, tx, addressKey)) return null;
  return 'We mail an address once a minute and three times a day at most. Please try again tomorrow.';
}

function findSignUp({ db, tokens }: Runtime, token: string) {
  const id = tokens.verify(token, 'pending');
  return id === null ? null : db.signUp.findUnique({ where: { id } });
}
