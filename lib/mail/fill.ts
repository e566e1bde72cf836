import {
  type CutTemplate,
  cutAtSlots,
  type Edition,
  MOST_HTML_BYTES,
  placesInHtml,
} from '#lib/domain/edition.ts';
import { recoloured } from '#lib/domain/palette.ts';

/**
 * Makes one person's mail from an edition: each slot's value escaped for where it stands in the HTML, as it is in the
 * text and the subject. The same values give the same bytes on any machine.
 * @param accent the site’s colour, `#rrggbb`; null for the one that editions are made with
 * @throws Error when a value is missing or unknown, when a link is not a web address, when the subject would hold a
 *   control character (it could begin another header: RFC 5322, section 2.2), or when the mail is so long that it would be
 *   cut off. Each is a bug.
 */
export function fillEdition(
  edition: Edition,
  values: Readonly<Record<string, string>>,
  accent: string | null = null,
): { subject: string; html: string; text: string } {
  const { subject, html, text, names, links } = compiled(edition, accent);
  for (const name of names)
    if (values[name] === undefined) throw fault(edition, `has no value for slot ${name}`);
  for (const name of Object.keys(values)) if (!names.has(name)) throw fault(edition, `has no slot ${name}`);
  for (const name of links) {
    if (!/^https?:\/\/[^\s]+$/.test(values[name] ?? ''))
      throw fault(edition, `needs a web address for ${name}`);
  }
  const filled = join(subject, (name) => values[name]);
  if (/\p{Cc}/u.test(filled)) throw fault(edition, 'would have a control character in its subject');
  const escaped = new Map([...names].map((name) => [name, escapeHtml(values[name] ?? '')]));
  const whole = join(html, (name) => escaped.get(name));
  if (Buffer.byteLength(whole) > MOST_HTML_BYTES) throw fault(edition, 'is longer than 102 KB');
  return {
    subject: filled,
    html: whole,
    text: join(text, (name) => values[name]),
  };
}

/** The slots of an edition, each once, in the order of the alphabet. */
export function slotsOf(edition: Edition): string[] {
  return [...compiled(edition).names].sort();
}

type Compiled = {
  subject: CutTemplate;
  html: CutTemplate;
  text: CutTemplate;
  names: ReadonlySet<string>;
  /** Slots that are a link's address somewhere. */
  links: ReadonlySet<string>;
};

/** Enough for every edition that is being sent at one time; a mail in the long tail is cut again. */
const KEPT = 100;
const cache = new Map<string, Compiled>();

function compiled(edition: Edition, accent: string | null = null): Compiled {
  const key = `${edition.hash}${accent ?? ''}`;
  const known = cache.get(key);
  if (known) return known;
  const fresh = compile(edition, accent);
  const oldest = cache.keys().next();
  if (cache.size >= KEPT && !oldest.done) cache.delete(oldest.value);
  cache.set(key, fresh);
  return fresh;
}

function compile(edition: Edition, accent: string | null): Compiled {
  const subject = cutAtSlots(edition.subject);
  const html = cutAtSlots(recoloured(edition.html, accent));
  const text = cutAtSlots(edition.text);
  const places = placesInHtml(html);
  return {
    subject,
    html,
    text,
    names: new Set([...subject.names, ...html.names, ...text.names]),
    links: new Set(html.names.filter((_, index) => places[index] === 'href')),
  };
}

function join({ literals, names }: CutTemplate, valueAt: (name: string) => string | undefined): string {
  let joined = literals[0] ?? '';
  for (let index = 0; index < names.length; index += 1) {
    joined += `${valueAt(names[index] ?? '') ?? ''}${literals[index + 1] ?? ''}`;
  }
  return joined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** As React escapes, in text and in attributes alike, so that a filled mail is what React would have rendered. */
function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '') : text;
}

function fault(edition: Edition, what: string): Error {
  return new Error(`The ${edition.kind} edition ${edition.hash.slice(0, 12)} ${what}.`);
}
