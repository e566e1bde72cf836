import { Prisma } from '../../db/client.ts';
import type { RecentMail } from '../../mail/transport.ts';
import type { Runtime } from '../../runtime.ts';
import { presentSite } from '../site.ts';
import { type Examination, type Finding, find, found } from './finding.ts';

/** The provider's newest mails of our sender, or why they could not be asked for. */
export type ProviderSays = 'nothing to ask' | 'no answer' | { mails: RecentMail[]; unclaimed: Unclaimed[] };

/** A mail of theirs that no delivery of ours has the id of, and the delivery it was made for. */
type Unclaimed = { providerId: string; deliveryId: string | null };

const WAIT_MS = 10_000;
/** Mail just taken is not recorded yet, nor listed: nobody promises how soon. */
const SETTLED_MINUTES = 15;
/** Each is a request; they are not paced, because pacing writes. */
const MOST_UNCLAIMED = 5;

/** Asked before the snapshot is taken: a provider is never waited for inside a transaction. */
export async function askProvider(runtime: Runtime): Promise<ProviderSays> {
  const { mail, db } = runtime;
  if (!mail.recent || !mail.deliveryOf) return 'nothing to ask';
  const signal = AbortSignal.timeout(WAIT_MS);
  const listed = await mail.recent({ signal });
  if (listed === null) return 'no answer';
  const { from } = await presentSite(runtime);
  const mails = listed.filter(({ sender }) => addressIn(sender) === addressIn(from));
  const ids = mails.map(({ providerId }) => providerId);
  const ours = await db.delivery.findMany({
    where: { providerId: { in: ids } },
    select: { providerId: true },
  });
  const known = new Set(ours.map(({ providerId }) => providerId));
  const unclaimed: Unclaimed[] = [];
  for (const providerId of ids.filter((id) => !known.has(id)).slice(0, MOST_UNCLAIMED))
    unclaimed.push({ providerId, deliveryId: await mail.deliveryOf(providerId, { signal }) });
  return { mails, unclaimed };
}

/** Compares the provider's newest mails with ours, as far as it shows them. */
export async function compareWithProvider(examination: Examination): Promise<Finding[]> {
  const { provider, note } = examination;
  if (provider === 'no answer') note('the provider could not be asked for its newest mails');
  if (typeof provider === 'string') return [];
  return [
    ...(await takenButNotSent(examination, provider.unclaimed)),
    ...(await sentButNotTaken(examination, provider.mails)),
  ];
}

type Claimed = { id: string; state: string; isTheirs: boolean };

async function takenButNotSent({ tx, note }: Examination, unclaimed: Unclaimed[]): Promise<Finding[]> {
  const tagged = unclaimed.filter(({ deliveryId }) => deliveryId !== null);
  if (tagged.length === 0) return [];
  const rows = await tx.$queryRaw<Claimed[]>`
    SELECT d."id"::text AS "id", d."state"::text AS "state", d."providerId" IS NOT DISTINCT FROM u."providerId" AS "isTheirs"
    FROM unnest(${tagged.map(({ deliveryId }) => deliveryId)}::uuid[], ${tagged.map(({ providerId }) => providerId)}::text[])
      AS u("deliveryId", "providerId")
    JOIN "Delivery" d ON d."id" = u."deliveryId"`;
  const inState = (...states: string[]) =>
    rows.filter(({ state, isTheirs }) => !isTheirs && states.includes(state)).map(({ id }) => id);
  const waiting = inState('batched', 'unknown').length;
  if (waiting > 0) note(`the provider has taken ${waiting} of its newest mails that are still in doubt here`);
  if (rows.length < tagged.length)
    note(
      `${tagged.length - rows.length} of the provider’s newest mails are of no delivery here: their people were erased, ` +
        'another installation uses this key, or this database is an older copy',
    );
  return [
    ...found(
      'I1',
      'The provider has taken these deliveries under another id than the one recorded: twice.',
      inState('sent'),
    ),
    ...found(
      'I9',
      'The provider has taken these deliveries, and here they are not sent. If a backup was restored, stop sending.',
      inState('scheduled', 'skipped', 'failed'),
    ),
  ];
}

/** Only within the time that its list covers, and only what was never in doubt: that is written down when it happens. */
function sentButNotTaken({ tx, now }: Examination, mails: RecentMail[]): Promise<Finding[]> {
  const oldest = mails.reduce((at, { takenAt }) => (takenAt < at ? takenAt : at), now);
  return find(
    tx,
    'I9',
    'These deliveries are marked sent, and the provider’s list does not have them.',
    Prisma.sql`
      SELECT d."id" FROM "Delivery" d JOIN "Batch" b ON b."id" = d."batchId" AND b."doubtSince" IS NULL
      WHERE d."state" = 'sent' AND d."providerId" <> ALL(${mails.map(({ providerId }) => providerId)}::text[])
        AND d."sentAt" > ${oldest}::timestamptz + ${SETTLED_MINUTES} * interval '1 minute'
        AND d."sentAt" < ${now}::timestamptz - ${SETTLED_MINUTES} * interval '1 minute'`,
  );
}

/** "Name <address>" as well as the address alone. */
function addressIn(sender: string): string {
  return (/<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender).trim().toLowerCase();
}
