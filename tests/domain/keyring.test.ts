import { describe, expect, it, test } from 'vitest';
import { parseKeyring } from '#lib/domain/token.ts';

const key = (fill: number, bytes = 32) => Buffer.alloc(bytes, fill).toString('base64url');

describe('a keyring', () => {
  it('has its newest key first, and reads over spaces', () => {
    const keyring = parseKeyring(` k2:${key(2)} , k1:${key(1, 48)} `);
    expect(keyring.current).toBe('k2');
    expect([...keyring.keys.keys()]).toEqual(['k2', 'k1']);
    expect(Buffer.from(keyring.keys.get('k1') ?? [])).toEqual(Buffer.alloc(48, 1));
  });

  test.each([
    ['empty', '', 'Key 1 cannot be read'],
    ['with a comma too many', `k1:${key(1)},`, 'Key 2 cannot be read'],
    ['without an id', key(1), 'Key 1 cannot be read'],
    ['with an id that needs escaping', `k.1:${key(1)}`, 'Key 1 cannot be read'],
    ['in ordinary base64', `k1:${Buffer.alloc(32, 255).toString('base64')}`, 'Key 1 cannot be read'],
    ['with a key too short', `k2:${key(2)},k1:${key(1, 31)}`, 'Key 2 is too short'],
    ['with one id twice', `k1:${key(1)},k1:${key(2)}`, 'the same id'],
  ])('%s is refused', (_, text, words) => {
    expect(() => parseKeyring(text)).toThrow(words);
  });

  it('that is refused is never shown, and the way to make a good one is', () => {
    const secret = key(9, 16);
    const refusal = messageOf(() => parseKeyring(`k1:${secret}`));
    expect(refusal).not.toContain(secret);
    expect(refusal).toContain('randomBytes(32)');
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return '';
}
