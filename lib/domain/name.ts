const LONGEST_NAME = 60;

/** Joiners that Persian and the scripts of India need inside a name; every other invisible character is refused. */
const JOINERS = /[\u200c\u200d]/g;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;
/** Signs that end an attribute, open a tag, begin a link or split a mail header. */
const SIGNS = /[<>"@:/\\]/;
/** `example.org`, `www.x`: mail programs turn these into links even where we write plain text. */
const LINK = /\bhttps?\b|\bwww\b|[\p{L}\p{N}][.。][\p{L}\p{N}]{2,}/iu;

/**
 * A name to greet someone by, in NFC with single spaces, or null: then they are greeted without one. Whoever signs
 * somebody else up chooses this text, so what could carry a link, markup or a header is dropped whole, not mended.
 */
export function parseName(input: string | null | undefined): string | null {
  const name = (input ?? '').trim().normalize('NFC');
  if ([...name].length > LONGEST_NAME || !/\p{L}/u.test(name)) return null;
  const visible = name.replace(JOINERS, '');
  // The compatibility form is judged as well, because full-width `：／／` reads, and is linked, like the plain signs.
  if ([visible, visible.normalize('NFKC')].some(isUnsafe)) return null;
  return name.replace(/\s+/g, ' ');
}

function isUnsafe(text: string): boolean {
  return INVISIBLE.test(text) || SIGNS.test(text) || LINK.test(text);
}
