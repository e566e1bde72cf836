import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createTokens, parseKeyring, type TokenPurpose } from '#lib/domain/token.ts';

const PURPOSES: TokenPurpose[] = [
  'confirm',
  'pending',
  'manage',
  'unsubscribe',
  'lesson',
  'calendar',
  'form',
];
const ADA = '0192f3a1-7c4e-7b21-9d3f-5a6b7c8d9e0f';

const key = () => randomBytes(32).toString('base64url');
const [k1, k2] = [`k1:${key()}`, `k2:${key()}`];
const tokens = createTokens(parseKeyring(k1));

describe('a token', () => {
  it('gives back its subject', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...PURPOSES), (subject, purpose) => {
        expect(tokens.verify(tokens.sign(purpose, subject), purpose)).toBe(subject);
      }),
    );
  });

  it('is the same text each time, so that a mail can be rendered again', () => {
    const known = createTokens(parseKeyring(`k1:${Buffer.alloc(32, 7).toString('base64url')}`));
    // Made once by another implementation (RFC 5869 and RFC 2104 over the documented text).
    expect(known.sign('manage', ADA)).toBe('k1.AZLzoXxOeyGdP1prfI2eDw.SBV6N4YsSF-CKMJ_Tl9jzABO');
  });

  it('is short, safe in a URL and shows no address, name or counting id', () => {
    const token = tokens.sign('unsubscribe', ADA);
    expect(token).toMatch(/^k1\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{24}$/);
    expect(encodeURIComponent(token)).toBe(token);
  });

  for (const signed of PURPOSES)
    for (const asked of PURPOSES)
      test(`to ${signed} ${signed === asked ? 'works as' : 'is nothing as'} one to ${asked}`, () => {
        expect(tokens.verify(tokens.sign(signed, ADA), asked)).toBe(signed === asked ? ADA : null);
      });

  it('of one subject is nothing with the id of another', () => {
    const [keyId, , mac] = tokens.sign('manage', ADA).split('.');
    const [, other] = tokens.sign('manage', randomUUID()).split('.');
    expect(tokens.verify([keyId, other, mac].join('.'), 'manage')).toBeNull();
  });

  it('is refused with one bit flipped: in each character of 1,000 tokens, and every bit of one', () => {
    const accepted: string[] = [];
    for (let made = 0; made < 1_000; made++) {
      const token = tokens.sign('manage', randomUUID());
      for (let at = 0; at < token.length; at++) {
        const flipped = flipBit(token, at, (made + at) % 8);
        if (tokens.verify(flipped, 'manage') !== null) accepted.push(flipped);
      }
    }
    const token = tokens.sign('manage', ADA);
    for (let at = 0; at < token.length; at++)
      for (let bit = 0; bit < 8; bit++)
        if (tokens.verify(flipBit(token, at, bit), 'manage') !== null) accepted.push(`${at}/${bit}`);
    expect(accepted).toEqual([]);
  });

  it('has one spelling: other last characters decode to the same bytes and are refused all the same', () => {
    const [keyId, id = '', mac] = tokens.sign('manage', ADA).split('.');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spellings = [...alphabet]
      .map((last) => id.slice(0, -1) + last)
      .filter((spelling) => Buffer.from(spelling, 'base64url').equals(Buffer.from(id, 'base64url')));
    expect(spellings).toHaveLength(16);
    const accepted = spellings.filter((spelling) =>
      tokens.verify([keyId, spelling, mac].join('.'), 'manage'),
    );
    expect(accepted).toEqual([id]);
  });

  test.each([
    ['empty', () => ''],
    ['three dots', () => '...'],
    ['without its MAC', () => tokens.sign('manage', ADA).split('.').slice(0, 2).join('.')],
    ['with an empty MAC', () => tokens.sign('manage', ADA).replace(/[^.]+$/, '')],
    ['with a shortened MAC', () => tokens.sign('manage', ADA).slice(0, -4)],
    ['with something after it', () => `${tokens.sign('manage', ADA)}A`],
    ['with a line end after it', () => `${tokens.sign('manage', ADA)}\n`],
    ['with padding', () => `${tokens.sign('manage', ADA)}==`],
    ['with a space before it', () => ` ${tokens.sign('manage', ADA)}`],
    ['of an unknown key', () => tokens.sign('manage', ADA).replace('k1', 'k9')],
    ['of a key named like a method', () => tokens.sign('manage', ADA).replace('k1', 'constructor')],
    ['in full-width letters', () => tokens.sign('manage', ADA).replace('k', 'ｋ')],
    ['a megabyte long', () => 'A'.repeat(1 << 20)],
  ])('%s is null, not an error', (_, token) => {
    expect(tokens.verify(token(), 'manage')).toBeNull();
  });

  it('made of any text is null, not an error', () => {
    const anyToken = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.stringMatching(/^k1\.[\w-]{22}\.[\w-]{24}$/),
    );
    fc.assert(
      fc.property(anyToken, (token) => {
        expect(tokens.verify(token, 'manage')).toBeNull();
      }),
    );
  });

  test.each(['', '42', 'ada@example.org', ADA.toUpperCase(), ADA.replaceAll('-', ''), `${ADA}\n`])(
    'is not made for %j: a subject is a lower-case UUID',
    (subject) => {
      expect(() => tokens.sign('manage', subject)).toThrow('lower-case UUID');
    },
  );
});

describe('rotating keys', () => {
  const before = createTokens(parseKeyring(k1));
  const during = createTokens(parseKeyring(`${k2},${k1}`));
  const after = createTokens(parseKeyring(k2));

  it('the newest key signs', () => {
    expect(during.currentKeyId).toBe('k2');
    expect(during.sign('lesson', ADA)).toMatch(/^k2\./);
    expect(after.verify(during.sign('lesson', ADA), 'lesson')).toBe(ADA);
  });

  it('a mail signed with the old key still unsubscribes once a new one is added, and no more once the old is gone', () => {
    const inAnOldMail = before.sign('unsubscribe', ADA);
    expect(during.verify(inAnOldMail, 'unsubscribe')).toBe(ADA);
    expect(after.verify(inAnOldMail, 'unsubscribe')).toBeNull();
  });

  it('a mail frozen with the old key is rendered again with the old key', () => {
    expect(during.sign('manage', ADA, 'k1')).toBe(before.sign('manage', ADA));
    expect(() => after.sign('manage', ADA, 'k1')).toThrow('retired');
  });

  it('the same key under another id signs otherwise: the id is inside the MAC', () => {
    const renamed = createTokens(parseKeyring(k1.replace('k1', 'k9')));
    const token = before.sign('manage', ADA);
    expect(renamed.verify(token.replace('k1', 'k9'), 'manage')).toBeNull();
  });
});

function flipBit(text: string, at: number, bit: number): string {
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
}
