import { parseAddress } from './address.ts';
import { problemWithAccent } from './palette.ts';

/** What operators choose for their site. Null where they chose nothing: then the settings it was started with hold. */
export type SiteChoices = {
  name: string | null;
  senderName: string | null;
  senderAddress: string | null;
  replyTo: string | null;
  postalAddress: string | null;
  /** `#rrggbb`, by day. */
  accent: string | null;
  /** At which lessons come to new learners, on the clock where they are; null: as each course says. */
  hour: number | null;
};
export type SiteChoice = keyof SiteChoices;

export const NOTHING_CHOSEN: SiteChoices = {
  name: null,
  senderName: null,
  senderAddress: null,
  replyTo: null,
  postalAddress: null,
  accent: null,
  hour: null,
};

/** How the site is called, who writes, and how it looks: what was chosen, and else what it was started with. */
export type Site = {
  name: string;
  /** "Name <address>" */
  from: string;
  replyTo: string | null;
  postalAddress: string;
  accent: string | null;
  hour: number | null;
};

export const PRODUCT_NAME = 'Lettercourse';

export type StartedWith = { from: string; replyTo: string | null; postalAddress: string };

export function siteOf(chosen: SiteChoices, startedWith: StartedWith): Site {
  const { name, address } = partsOfSender(startedWith.from);
  return {
    name: chosen.name ?? PRODUCT_NAME,
    from: `${chosen.senderName ?? name} <${chosen.senderAddress ?? address}>`,
    replyTo: chosen.replyTo ?? startedWith.replyTo,
    postalAddress: chosen.postalAddress ?? startedWith.postalAddress,
    accent: chosen.accent,
    hour: chosen.hour,
  };
}

/** Does mail come from a domain that is kept for examples, and so is nobody's (RFC 2606)? */
export function isExampleSender({ from }: Pick<Site, 'from'>): boolean {
  return /(^|[.@])(example(\.(com|net|org))?|test|invalid|localhost)$/i.test(partsOfSender(from).address);
}

/** "Ada <ada@example.org>" → its two parts. */
export function partsOfSender(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^(.*?) ?<(.*)>$/.exec(from) ?? [];
  return { name, address };
}

/** The address a person reads: where replies go, else the sender's own. */
export function writeTo({ replyTo, from }: Pick<Site, 'replyTo' | 'from'>): string {
  return replyTo ?? partsOfSender(from).address;
}

/** The domain of the sender's address. */
export function domainOf(from: string): string {
  return partsOfSender(from).address.replace(/^.*@/, '').toLowerCase();
}

export type ReadChoices = { ok: true; choices: SiteChoices } | { ok: false; problem: string };

/** What was typed, by choice. Nothing typed is nothing chosen. */
export function parseSiteChoices(typed: Readonly<Record<SiteChoice, string>>): ReadChoices {
  const text = (choice: SiteChoice) => typed[choice].normalize('NFC').replace(/\s+/g, ' ').trim();
  const given = (choice: SiteChoice) => text(choice) || null;
  for (const check of [nameProblem, senderNameProblem, postalProblem, accentProblem, hourProblem]) {
    const problem = check(text);
    if (problem !== null) return { ok: false, problem };
  }
  const addresses: Record<'senderAddress' | 'replyTo', string | null> = {
    senderAddress: null,
    replyTo: null,
  };
  for (const [choice, label] of [
    ['senderAddress', 'Sender’s address'],
    ['replyTo', 'Answers go to'],
  ] as const) {
    if (given(choice) === null) continue;
    const parsed = parseAddress(text(choice));
    if (!parsed.ok) return { ok: false, problem: `${label}: ${parsed.problem}` };
    addresses[choice] = parsed.address;
  }
  const hour = given('hour');
  return {
    ok: true,
    choices: {
      name: given('name'),
      senderName: given('senderName'),
      ...addresses,
      postalAddress: given('postalAddress'),
      accent: given('accent')?.toLowerCase() ?? null,
      hour: hour === null ? null : Number(hour),
    },
  };
}

type TextOf = (choice: SiteChoice) => string;

const UNSEEN = /\p{C}/u;

function nameProblem(text: TextOf): string | null {
  const name = text('name');
  if ([...name].length > 40) return 'The name of the site has 40 characters or fewer: it heads every mail.';
  return UNSEEN.test(name)
    ? 'The name of the site holds a character that cannot be seen. Type it by hand.'
    : null;
}

/** What would end a name in a mail's From (RFC 5322, section 3.4), or make two senders of it. */
function senderNameProblem(text: TextOf): string | null {
  const name = text('senderName');
  if ([...name].length > 60) return 'The sender’s name has 60 characters or fewer.';
  return UNSEEN.test(name) || /[<>()[\]:;@\\,"]/.test(name)
    ? 'The sender’s name can’t hold < > ( ) [ ] : ; @ \\ , or quotes: mail programs would take it for something else.'
    : null;
}

function postalProblem(text: TextOf): string | null {
  const address = text('postalAddress');
  if (address === '') return null;
  if (UNSEEN.test(address) || address.length > 200)
    return 'The postal address is one line of 200 characters or fewer, with commas between its parts.';
  return address.includes(',')
    ? null
    : 'Give the whole postal address, with commas between its parts: Ada Teacher, 1 Long Street, 12345 Town, Country.';
}

function accentProblem(text: TextOf): string | null {
  return text('accent') === '' ? null : problemWithAccent(text('accent'));
}

function hourProblem(text: TextOf): string | null {
  return /^(|[0-9]|1[0-9]|2[0-3])$/.test(text('hour'))
    ? null
    : 'Choose a full hour from 0 to 23, or none: then each course keeps its own.';
}
