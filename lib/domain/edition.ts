export const EDITION_KINDS = [
  'confirmation',
  'link',
  'lesson',
  'completion',
  'correction',
  'data',
  'old_address',
  'new_address',
  'taken_address',
  'again',
  'sign_in',
  'alert',
] as const;

export type EditionKind = (typeof EDITION_KINDS)[number];

/**
 * The exact template that mails are made from, with named slots where each person's values go.
 * `hash` is the SHA-256 (hex) of kind, subject, HTML and text: what has been sent can always be told from it.
 */
export type Edition = { hash: string; kind: EditionKind; subject: string; html: string; text: string };

/** Gmail cuts a longer mail off, and the way out of the course stands at its end. */
export const MOST_HTML_BYTES = 102 * 1024;

/** A template cut at its slots: `names[i]` stands between `literals[i]` and `literals[i + 1]`. */
export type CutTemplate = { literals: string[]; names: string[] };

/**
 * What stands in a template where a value will go. Only letters and digits, so that neither HTML escaping nor the
 * conversion to plain text changes it, and nothing an author would ever write.
 */
export function slotMark(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    throw new Error(`“${name}” can’t name a slot: letters and digits only.`);
  return `${OPEN}${name}${CLOSE}`;
}

const OPEN = 'zq7slot';
const CLOSE = 'tols7qz';
const MARK = new RegExp(`${OPEN}([A-Za-z0-9]+?)${CLOSE}`);

export function cutAtSlots(template: string): CutTemplate {
  const pieces = template.split(MARK);
  return {
    literals: pieces.filter((_, index) => index % 2 === 0),
    names: pieces.filter((_, index) => index % 2 === 1),
  };
}

/**
 * Where each slot of an HTML template stands: in text, or as a link's whole address. Both take the same escaping, but
 * an address must also be one. A slot anywhere else (in a tag, a style, part of an attribute) is a bug of the template.
 */
export function placesInHtml({ literals, names }: CutTemplate): ('text' | 'href')[] {
  let before = '';
  return names.map((name, index) => {
    before += literals[index];
    const after = literals[index + 1] ?? '';
    const inTag = before.lastIndexOf('<') > before.lastIndexOf('>');
    const inStyle = before.lastIndexOf('<style') > before.lastIndexOf('</style');
    if (inTag && before.endsWith(' href="') && after.startsWith('"')) return 'href';
    if (inTag || inStyle) throw new Error(`Slot ${name} stands in the middle of a tag or a style.`);
    return 'text';
  });
}
