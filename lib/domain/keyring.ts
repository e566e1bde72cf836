/** Newest first in the text; `current` signs, all verify. */
export type Keyring = { current: string; keys: ReadonlyMap<string, Uint8Array> };

const FEWEST_KEY_BYTES = 32;
const ENTRY = /^([a-z0-9]{1,16}):([A-Za-z0-9_-]+)$/;

const HOW_TO =
  'Write keys as "k1:<key>", newest first, separated by commas; an id is lower-case letters and digits. Make a key with: ' +
  `node -p "require('node:crypto').randomBytes(32).toString('base64url')"`;

/**
 * Reads `k2:<base64url of 32 bytes or more>,k1:…`. To rotate, put a new key in front; take the oldest away only when
 * no mail signed with it matters any more. Throws an Error that says what to do and never shows a key.
 */
export function parseKeyring(text: string): Keyring {
  const entries = text.split(',').map((entry, index) => parseEntry(entry.trim(), index + 1));
  const keys = new Map(entries);
  const [current] = keys.keys();
  if (current === undefined || keys.size < entries.length)
    throw new Error('Two keys have the same id: give each its own, such as k2 and k1.');
  return { current, keys };
}

function parseEntry(entry: string, position: number): [string, Uint8Array] {
  const [, id, encoded] = ENTRY.exec(entry) ?? [];
  if (id === undefined || encoded === undefined) throw new Error(`Key ${position} cannot be read. ${HOW_TO}`);
  const key = Buffer.from(encoded, 'base64url');
  if (key.length < FEWEST_KEY_BYTES)
    throw new Error(`Key ${position} is too short: it needs ${FEWEST_KEY_BYTES} bytes or more. ${HOW_TO}`);
  return [id, key];
}

/** The keys as written, newest first. */
const entriesOf = (text: string) => text.split(',').map((entry) => entry.trim());
const idOf = (entry: string) => entry.slice(0, entry.indexOf(':'));

/**
 * Another key signs from now on, and the others still verify.
 * @param key 32 random bytes, base64url
 * @returns `first`: the new key known and not used yet, for machines that are changed one after the other; `last`: in front
 */
export function withNewKey(text: string, key: string): { id: string; first: string; last: string } {
  const entries = entriesOf(text);
  const taken = new Set(entries.map(idOf));
  let number = entries.length + 1;
  while (taken.has(`k${number}`)) number += 1;
  const entry = `k${number}:${key}`;
  return { id: `k${number}`, first: [...entries, entry].join(','), last: [entry, ...entries].join(',') };
}

/** The keyring without one of its keys: whatever that has signed leads nowhere. @returns null for a key it has not, or signs with */
export function withoutKey(text: string, id: string): string | null {
  const entries = entriesOf(text);
  const rest = entries.filter((entry) => idOf(entry) !== id);
  return rest.length === entries.length || rest[0] !== entries[0] ? null : rest.join(',');
}
