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
