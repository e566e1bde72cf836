import { Resolver } from 'node:dns/promises';
import type { RecordState } from '../domain/set-up.ts';

/** The TXT records under a name, each joined to one text; none is an empty list. @throws when nobody can tell */
export type LookUpTxt = (name: string) => Promise<string[]>;

/** By the name servers of this machine, or those given (for tests): patient for four seconds. */
export function createTxtLookUp(servers?: readonly string[]): LookUpTxt {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers) resolver.setServers(servers);
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      // The name is not there, or has no such record: that is an answer.
      if (error instanceof Error && 'code' in error && ['ENOTFOUND', 'ENODATA'].includes(String(error.code)))
        return [];
      throw error;
    }
  };
}

export const RECORDS = ['SPF', 'DKIM', 'DMARC'] as const;
export type RecordName = (typeof RECORDS)[number];

export type SenderRecords = Readonly<Record<RecordName, RecordState>>;

/** Where Resend has its key (https://resend.com/docs/dashboard/domains/introduction). */
const SELECTOR = 'resend._domainkey';
/** The part of the name that its Return-Path stands under, unless one chose another. */
const RETURN_PATH = 'send';

/**
 * Whether receivers can tell that mail from this domain is the sender's own. Asks name servers; sends nothing else.
 * @param domain of the sender's address
 */
export async function lookUpSenderRecords(lookUp: LookUpTxt, domain: string): Promise<SenderRecords> {
  const [SPF, DKIM, DMARC] = await Promise.all([
    orNoAnswer(() => spf(lookUp, domain)),
    orNoAnswer(() => dkim(lookUp, domain)),
    orNoAnswer(() => dmarc(lookUp, domain)),
  ]);
  return { SPF, DKIM, DMARC };
}

async function orNoAnswer(judge: () => Promise<RecordState>): Promise<RecordState> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 'no answer';
    throw error;
  }
}

/** Of the Return-Path first, whose record counts, then of the domain itself. Two are an error (RFC 7208, section 4.5). */
async function spf(lookUp: LookUpTxt, domain: string): Promise<RecordState> {
  for (const name of [`${RETURN_PATH}.${domain}`, domain]) {
    const found = (await lookUp(name)).filter((text) => /^v=spf1( |$)/i.test(text));
    if (found.length > 1) return 'wrong';
    if (found.length === 1) return 'found';
  }
  return 'missing';
}

/** An empty key is a revoked one (RFC 6376, section 3.6.1). */
async function dkim(lookUp: LookUpTxt, domain: string): Promise<RecordState> {
  const found = (await lookUp(`${SELECTOR}.${domain}`)).filter((text) => /(^|;)\s*p=/.test(text));
  if (found.length === 0) return 'missing';
  return found.some((text) => /(^|;)\s*p=\s*[A-Za-z0-9+/]/.test(text)) ? 'found' : 'wrong';
}

/** Its own, or that of a domain above it, down to two labels: a subdomain is ruled by its organisation (RFC 7489, 6.6.3). */
async function dmarc(lookUp: LookUpTxt, domain: string): Promise<RecordState> {
  const labels = domain.split('.');
  for (let from = 0; from <= Math.max(0, labels.length - 2); from += 1) {
    const found = (await lookUp(`_dmarc.${labels.slice(from).join('.')}`)).filter((text) =>
      /^v=DMARC1\s*(;|$)/.test(text),
    );
    if (found.length > 1) return 'wrong';
    if (found.length === 1)
      return /;\s*p\s*=\s*(none|quarantine|reject)/i.test(found[0] ?? '') ? 'found' : 'wrong';
  }
  return 'missing';
}
