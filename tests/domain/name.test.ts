import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { parseName } from '#lib/domain/address.ts';

test.each([
  ['Ada', 'Ada'],
  ['  Ada   Lovelace ', 'Ada Lovelace'],
  ['Ada\u00a0Lovelace', 'Ada Lovelace'],
  ['Zoe\u0308', 'Zoë'],
  ["Siobhán O'Brien-Núñez", "Siobhán O'Brien-Núñez"],
  ['J. R. R. Tolkien', 'J. R. R. Tolkien'],
  ['J.R.R. Tolkien', 'J.R.R. Tolkien'],
  ['Ada Jr.', 'Ada Jr.'],
  ['王小明', '王小明'],
  ['علی\u200cرضا', 'علی\u200cرضا'],
  ['R2', 'R2'],
  ['Ada & Bob', 'Ada & Bob'],
  ['n'.repeat(60), 'n'.repeat(60)],
  ['𝒜'.repeat(60), '𝒜'.repeat(60)],
])('%j is greeted as %s', (input, name) => {
  expect(parseName(input)).toBe(name);
});

test.each([
  ['nothing', null],
  ['nothing at all', undefined],
  ['an empty field', ''],
  ['spaces', '   '],
  ['61 characters', 'n'.repeat(61)],
  ['no letter', '0800 555 123'],
  ['a tag', '<b>Ada</b>'],
  ['a quote', 'Ada "the" Lovelace'],
  ['an address', 'ada@example'],
  ['a colon', 'Ada: read this'],
  ['a slash', 'Ada/Bob'],
  ['a backslash', 'Ada\\Bob'],
  ['a link', 'https://example.org'],
  ['the beginning of a link', 'see HTTP example'],
  ['a web host', 'www example'],
  ['a domain', 'Win at example.com now'],
  ['a short domain', 'ask t.me'],
  ['a domain in full-width signs', 'ｅｘａｍｐｌｅ．ｃｏｍ'],
  ['a domain with an ideographic stop', 'example。com'],
  ['a domain with a joiner in it', 'example.\u200dcom'],
  ['a full-width slash', 'Ada／Bob'],
  ['a sign that unfolds into a slash', 'Ada ℀'],
  ['a header', 'Ada\r\nBcc x'],
  ['a tab', 'Ada\tLovelace'],
  ['a NUL', 'Ada\u0000'],
  ['a C1 control', 'Ada\u0085Lovelace'],
  ['a line separator', 'Ada\u2028Lovelace'],
  ['text that runs backwards', 'Ada \u202eevil'],
  ['a zero-width space', 'Ada\u200bLovelace'],
  ['half a character', 'Ada\ud83d'],
])('%s is no name', (_, input) => {
  expect(parseName(input)).toBeNull();
});

it('is one line of at most 60 characters without markup, whatever was typed, and stays as it is', () => {
  let taken = 0;
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 70 }),
    fc.string({ unit: 'grapheme', maxLength: 70 }),
    fc.string({ unit: fc.constantFrom(...'Adaé .:/<>"@\\\r\n\t'), maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...'Adaé \u0308’-'), maxLength: 20 }),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const name = parseName(text);
      if (name === null) return;
      taken++;
      expect([...name].length).toBeLessThanOrEqual(60);
      expect(name).not.toMatch(/[<>"@:/\\\p{Cc}]/u);
      expect(name).toBe(name.normalize('NFC'));
      expect(parseName(name)).toBe(name);
    }),
    { numRuns: 1_000 },
  );
  expect(taken).toBeGreaterThan(100);
});
