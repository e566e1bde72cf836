import { type Tx, transaction } from '../db/client.ts';
import { withinLimit } from '../db/limit.ts';
import { livePublication } from '../db/publications.ts';
import { parseAddress, parseName } from '../domain/address.ts';
import { networkOf } from '../domain/network.ts';
import type { Publication } from '../domain/publication.ts';
import { canonicalTimeZone } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { LOST_LINK, mailFor } from './mail-for-sign-up.ts';

const DAY_S = 86_400;
/** A confirmation link works for so long (course time). */
const CONFIRM_WITHIN_MS = 7 * DAY_S * 1000;

/** Per address, whatever stands behind it: a form must not become a way to bomb a mailbox. */
const PER_ADDRESS = { minute: 1, day: 3 };
/** Per network (an IPv4 address or an IPv6 /64): a school may sign up a class, a script may not sign up a list. */
const PER_NETWORK = { hour: 10, day: 40 };
/** All addresses together: whatever gets past the other limits, no more confirmations than this leave in an hour. */
const ALTOGETHER = { hour: 300 };

export type SignUpInput = {
  email: string;
  course: string;
  timeZone?: string | null | undefined;
  name?: string | null | undefined;
  /** The page or API it came from; becomes part of the consent. */
  source: string;
  /** The client's IP address, or null when it can't be told. */
  network: string | null;
};

export type SignUpResult =
  | { ok: true; pendingToken: string }
  | { ok: false; problem: 'address' | 'course' | 'too-many'; message: string };

/** What is being asked, after parsing. */
type Request = {
  address: string;
  key: string;
  publication: Publication;
  timeZone: string;
  name: string | null;
  source: string;
  network: string | null;
};

/**
 * Somebody asks for a course. The answer is the same whoever the address belongs to; what differs is the mail:
 * a confirmation for a new learner, the link to their page for one we know, none for a suppressed address.
 */
export function signUp(runtime: Runtime, input: SignUpInput): Promise<SignUpResult> {
  return ask(runtime, input);
}

/** "Lost your link?": as signing up, but a stranger's address gets nothing. */
export function requestLink(
  runtime: Runtime,
  input: { email: string; course: string; network: string | null },
): Promise<SignUpResult> {
  return ask(runtime, { ...input, source: LOST_LINK });
}

/** A newer request takes an older one's place; but a lost link never that of a sign-up, nor the other way round. */
export function sameKindAs(source: string) {
  return source === LOST_LINK ? LOST_LINK : { not: LOST_LINK };
}

async function ask(runtime: Runtime, input: SignUpInput): Promise<SignUpResult> {
  const parsed = parseAddress(input.email);
  if (!parsed.ok) return { ok: false, problem: 'address', message: parsed.problem };
  const publication = await livePublication(runtime.db, input.course);
  if (!publication) return { ok: false, problem: 'course', message: 'This course is not offered here.' };
  const network = networkOf(input.network);
  if (network !== null && !isOurself(runtime, network) && !(await networkMayAsk(runtime, network))) {
    return {
      ok: false,
      problem: 'too-many',
      message: 'Too many sign-ups came from your network. Please try again in an hour.',
    };
  }
  const request: Request = {
    address: parsed.address,
    key: parsed.key,
    publication,
    timeZone: canonicalTimeZone(input.timeZone, publication.course.timeZone),
    name: parseName(input.name),
    source: input.source,
    network,
  };
  const signUpId = await transaction(runtime.db, (tx) => takeRequest(runtime, tx, request));
  return { ok: true, pendingToken: runtime.tokens.sign('pending', signUpId) };
}

/** A newcomer trying things out. With real mail, this machine is a proxy that hides where people come from. */
function isOurself({ mail }: Runtime, network: string): boolean {
  return mail.name === 'outbox' && /^127\.|^0:0:0:0::/.test(network);
}

async function networkMayAsk({ db, hashAddress }: Runtime, network: string): Promise<boolean> {
  const key = `network/${hashAddress(network)}`;
  const hourly = await withinLimit(db, `${key}/hour`, PER_NETWORK.hour, 3600);
  // What the hour refuses does not use up the day.
  return hourly && withinLimit(db, `${key}/day`, PER_NETWORK.day, DAY_S);
}

/** Stores the request and the mail it leads to. @returns the sign-up's id */
async function takeRequest(runtime: Runtime, tx: Tx, request: Request): Promise<string> {
  const { key, publication } = request;
  // One address at a time: of two clicks, the second finds what the first has written.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-up/${key}`}, 0))`;
  const now = await runtime.now(tx);
  const waiting = {
    addressKey: key,
    courseSlug: publication.course.slug,
    source: sameKindAs(request.source),
    confirmedAt: null,
    supersededAt: null,
  };
  const latest = await tx.signUp.findFirst({
    where: { ...waiting, expiresAt: { gt: now } },
    orderBy: { createdAt: 'desc' },
  });
  const mayMail = await addressMayBeMailed(runtime, tx, key);
  if (latest && !mayMail) return latest.id;

  await tx.signUp.updateMany({ where: waiting, data: { supersededAt: now } });
  const signUp = await storeRequest(tx, request, now);
  if (mayMail) await mailFor(runtime, tx, signUp, now);
  return signUp.id;
}

/** One confirmation a minute, three a day, so many for everybody: counted alike for all, so that answers can't differ. */
export async function addressMayBeMailed(
  { hashAddress }: Runtime,
  tx: Tx,
  addressKey: string,
): Promise<boolean> {
  const key = `address/${hashAddress(addressKey)}`;
  if (!(await withinLimit(tx, `${key}/minute`, PER_ADDRESS.minute, 60))) return false;
  if (!(await withinLimit(tx, `${key}/day`, PER_ADDRESS.day, DAY_S))) return false;
  return withinLimit(tx, 'everybody/hour', ALTOGETHER.hour, 3600);
}

async function storeRequest(tx: Tx, request: Request, now: Date) {
  const { address, key, publication, timeZone, name, source, network } = request;
  return tx.signUp.create({
    data: {
      address,
      addressKey: key,
      courseSlug: publication.course.slug,
      source,
      network,
      name,
      timeZone,
      requestedAt: now,
      expiresAt: new Date(now.getTime() + CONFIRM_WITHIN_MS),
    },
  });
}
