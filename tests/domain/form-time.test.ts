import { expect, it, test } from 'vitest';
import { createTokens, parseKeyring, signFormTime, verifyFormTime } from '#lib/domain/token.ts';

const keyring = (fill: number) => parseKeyring(`k1:${Buffer.alloc(32, fill).toString('base64url')}`);
const tokens = createTokens(keyring(1));
const shownAt = new Date('2026-11-22T12:00:00.123Z');

test.each([
  ['at once', 0, 'too-fast'],
  ['within two seconds', 1_999, 'too-fast'],
  ['after two seconds', 2_000, 'ok'],
  ['after an hour', 3_600_000, 'ok'],
  ['after a day', 86_400_000, 'ok'],
  ['after more than a day', 86_400_001, 'stale'],
  ['before it was shown', -1, 'too-fast'],
])('a form sent back %s', (_, ageMs, expected) => {
  const token = signFormTime(tokens, shownAt);
  expect(verifyFormTime(tokens, token, new Date(shownAt.getTime() + ageMs))).toBe(expected);
});

test.each([
  ['nothing', ''],
  ['a bare time', String(shownAt.getTime())],
  ['a time signed with another key', signFormTime(createTokens(keyring(2)), shownAt)],
  ['a token to manage a course', tokens.sign('manage', '00000000-0000-0000-0000-019e00000000')],
  ['a form token that holds no time', tokens.sign('form', '0192f3a1-7c4e-7b21-9d3f-5a6b7c8d9e0f')],
])('a form sent back with %s is forged', (_, token) => {
  expect(verifyFormTime(tokens, token, new Date(shownAt.getTime() + 60_000))).toBe('forged');
});

it('moved by one character is forged', () => {
  const token = signFormTime(tokens, shownAt);
  const later = signFormTime(tokens, new Date(shownAt.getTime() + 60_000));
  const [keyId, time] = later.split('.');
  const mixed = [keyId, time, token.split('.')[2]].join('.');
  expect(verifyFormTime(tokens, mixed, new Date(shownAt.getTime() + 120_000))).toBe('forged');
});
