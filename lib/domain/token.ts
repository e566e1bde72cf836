import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Keyring } from './keyring.ts';

export { type FormTime, signFormTime, verifyFormTime } from './form-time.ts';
export { type Keyring, parseKeyring, withNewKey, withoutKey } from './keyring.ts';

const PURPOSES = [
  'confirm',
  'pending',
  'manage',
  'unsubscribe',
  'lesson',
  'calendar',
  'data',
  'address',
  'form',
  'code',
  'sign-in',
] as const;
export type TokenPurpose = (typeof PURPOSES)[number];
export type Tokens = ReturnType<typeof createTokens>;

/** 144 bits: above the 128 asked for, and whole base64url characters, so none of them carries unused bits. */
const MAC_BYTES = 18;
const TOKEN = /^([a-z0-9]{1,16})\.([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{24}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Links that prove where they come from without a row to look up: `<key id>.<uuid>.<mac>`, base64url. The key of a
 * purpose is derived from the keyring's by HKDF-SHA-256 (RFC 5869); the MAC is HMAC-SHA-256 over purpose, key id and
 * uuid, cut to 144 bits (RFC 2104 section 5). A token can be made again, byte for byte, as long as its key is kept.
 */
export function createTokens(keyring: Keyring) {
  const purposeKeys = derivePurposeKeys(keyring);

  /** `subject` is a lower-case UUID. Throws if it isn't, or if the keyring has no such key. */
  function sign(purpose: TokenPurpose, subject: string, keyId: string = keyring.current): string {
    if (!UUID.test(subject)) throw new Error('The subject of a token is a lower-case UUID.');
    const key = purposeKeys.get(`${purpose}.${keyId}`);
    if (!key) throw new Error(`There is no key "${keyId}" in the keyring: it was retired, or never added.`);
    const id = Buffer.from(subject.replaceAll('-', ''), 'hex');
    const mac = createHmac('sha256', key).update(`${purpose}.${keyId}.`).update(id).digest();
    return `${keyId}.${id.toString('base64url')}.${mac.subarray(0, MAC_BYTES).toString('base64url')}`;
  }

  /** The subject, or null for whatever `sign` would not have made for this purpose with a key still held. */
  function verify(token: string, purpose: TokenPurpose): string | null {
    const [, keyId, id] = TOKEN.exec(token) ?? [];
    if (keyId === undefined || id === undefined || !purposeKeys.has(`${purpose}.${keyId}`)) return null;
    const subject = uuidOf(Buffer.from(id, 'base64url'));
    // The whole text is compared, not only the MAC: base64url has several spellings for 16 bytes, we accept ours.
    return sameText(token, sign(purpose, subject, keyId)) ? subject : null;
  }

  /**
   * Eight characters to be typed, made from the row they stand for: 40 bits, which holds because a row is asked a few
   * times only (RFC 4226 section 7.3). Of letters and digits that nobody mixes up.
   */
  function code(subject: string, keyId: string = keyring.current): string {
    const mac = Buffer.from(sign('code', subject, keyId).split('.').at(-1) ?? '', 'base64url');
    return [...mac.subarray(0, CODE_LENGTH)].map((byte) => CODE_ALPHABET[byte % 32]).join('');
  }

  /** Is this the code of the row, however it was typed, by any key still held? */
  function isCode(typed: string, subject: string): boolean {
    const text = typed.toUpperCase().replace(/[\s-]/g, '');
    if (!new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`).test(text)) return false;
    return [...keyring.keys.keys()].some((keyId) => sameText(text, code(subject, keyId)));
  }

  return { currentKeyId: keyring.current, sign, verify, code, isCode };
}

/** Without I, L, O and U (Crockford's base 32). */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

/**
 * A secret of its own for the cookies of those who sign in, from the oldest key: a new one signs nobody out, and taking
 * the oldest away does.
 */
export function sessionSecret({ keys }: Keyring): string {
  const key = [...keys.values()].at(-1);
  if (!key) throw new Error('The keyring has no key.');
  return Buffer.from(hkdfSync('sha256', key, '', 'lettercourse session', 32)).toString('base64url');
}

/** A text of ours for others' eyes: where a link holds a token stands "…", so that it leads nowhere. */
export function withoutTokens(text: string): string {
  return text.replace(/\b[a-z0-9]{1,16}\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{24}(?![A-Za-z0-9_-])/g, '…');
}

function derivePurposeKeys({ keys }: Keyring): ReadonlyMap<string, KeyObject> {
  const derived = new Map<string, KeyObject>();
  for (const [keyId, key] of keys)
    for (const purpose of PURPOSES) {
      const bytes = hkdfSync('sha256', key, '', `lettercourse token ${purpose}`, 32);
      derived.set(`${purpose}.${keyId}`, createSecretKey(Buffer.from(bytes)));
    }
  return derived;
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** In constant time. The pattern of a token fixes its length, so a difference in length would be a bug, and throws. */
function sameText(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
