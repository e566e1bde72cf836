import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseAddress } from '#lib/domain/address.ts';

describe('an address', () => {
  test.each([
    ['ada@example.org', 'ada@example.org', 'ada@example.org'],
    ['  ada@example.org\n', 'ada@example.org', 'ada@example.org'],
    ['Ada.Lovelace@Example.ORG', 'Ada.Lovelace@example.org', 'ada.lovelace@example.org'],
    ['ada+lessons@example.org', 'ada+lessons@example.org', 'ada+lessons@example.org'],
    ['a.d.a@gmail.com', 'a.d.a@gmail.com', 'a.d.a@gmail.com'],
    ["o'brien@example.ie", "o'brien@example.ie", "o'brien@example.ie"],
    ['ada@mail.example.co.uk', 'ada@mail.example.co.uk', 'ada@mail.example.co.uk'],
    ['ada@MÜNCHEN.de', 'ada@xn--mnchen-3ya.de', 'ada@xn--mnchen-3ya.de'],
    ['ada@mu\u0308nchen.de', 'ada@xn--mnchen-3ya.de', 'ada@xn--mnchen-3ya.de'],
    ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah', 'ada@xn--r8jz45g.xn--zckzah'],
    ['ada@xn--mnchen-3ya.de', 'ada@xn--mnchen-3ya.de', 'ada@xn--mnchen-3ya.de'],
    ['1@2.example', '1@2.example', '1@2.example'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('%j is mailed as %s', (input, address, key) => {
    expect(parseAddress(input)).toEqual({ ok: true, address, key });
  });

  test.each([
    ['', 'Enter an email address'],
    ['   ', 'Enter an email address'],
    ['ada', 'An address needs an @'],
    ['ada.example.org', 'An address needs an @'],
    ['@example.org', 'something before the @'],
    ['ada@', 'a dot after the @'],
    ['ada@localhost', 'a dot after the @'],
    ['ada.lovelace@example', 'a dot after the @'],
    ['ada@example@example.org', 'one address only'],
    ['ada@example.org, bob@example.org', 'one address only'],
    ['ada@example.org;bob@example.org', 'one address only'],
    ['ada@example.org bob@example.org', 'one address only'],
    ['ada,bob@example.org', 'one address only'],
    ['Ada <ada@example.org>', 'without a name, quotes or brackets'],
    ['"ada"@example.org', 'without a name, quotes or brackets'],
    ['ada(work)@example.org', 'without a name, quotes or brackets'],
    ['ada@[192.0.2.1]', 'without a name, quotes or brackets'],
    ['ada lovelace@example.org', 'no spaces'],
    ['ada@exa\u00a0mple.org', 'no spaces'],
    ['ada@example.org\r\nBcc: bob@example.org', 'cannot be seen'],
    ['ada\u0000@example.org', 'cannot be seen'],
    ['ada\u0085@example.org', 'cannot be seen'],
    ['ada\u200b@example.org', 'cannot be seen'],
    ['ada@exam\u00adple.org', 'cannot be seen'],
    ['\u202eada@example.org', 'cannot be seen'],
    ['ada\ud800@example.org', 'cannot be seen'],
    ['.ada@example.org', 'before the @'],
    ['ada.@example.org', 'before the @'],
    ['a..da@example.org', 'before the @'],
    ['mailto:ada@example.org', 'before the @'],
    ['zoë@example.org', 'before the @'],
    ['=?utf-8?q?ada=40evil.example=3e?=@example.org', 'before the @'],
    ['ada@.example.org', 'after the @'],
    ['ada@example..org', 'after the @'],
    ['ada@example.org.', 'after the @'],
    ['ada@-example.org', 'after the @'],
    ['ada@example-.org', 'after the @'],
    ['ada@exa_mple.org', 'after the @'],
    ['ada@example.org/path', 'after the @'],
    ['ada@a%2eexample', 'a dot after the @'],
    ['ada@a.b%2eexample', 'after the @'],
    ['ada@example.org:25', 'after the @'],
    ['ada@example.o', 'after the @'],
    ['ada@192.0.2.1', 'after the @'],
    ['ada@127.1', 'after the @'],
    ['ada@0x7f.1', 'after the @'],
    [`ada@${'a'.repeat(64)}.org`, 'after the @'],
    [`${'a'.repeat(65)}@example.org`, '64 characters or fewer'],
    [`ada@${'example.'.repeat(31)}info`, '254 characters or fewer'],
    [`ada@${'ü.'.repeat(100)}info`, '254 characters or fewer'],
    ['a'.repeat(1_000_000), '254 characters or fewer'],
  ])('%.60j is refused: %s', (input, words) => {
    const parsed = parseAddress(input);
    expect(parsed).toEqual({ ok: false, problem: expect.stringContaining(words) });
    expect(parsed).toEqual({ ok: false, problem: expect.stringMatching(/, as in name@example\.org\.$/) });
  });

  it('of exactly 254 characters is taken, of 255 not', () => {
    const domain = `${`${'a'.repeat(61)}.`.repeat(3)}example.org`;
    const local = 'a'.repeat(254 - 1 - domain.length);
    expect(parseAddress(`${local}@${domain}`).ok).toBe(true);
    expect(parseAddress(`${local}a@${domain}`).ok).toBe(false);
  });

  it('is known by one key however its capitals are typed', () => {
    const keys = ['Ada@Example.org', 'ADA@EXAMPLE.ORG', 'ada@example.org'].map(keyOf);
    expect(new Set(keys)).toEqual(new Set(['ada@example.org']));
  });

  it('that the example in every problem shows is right', () => {
    expect(parseAddress('name@example.org').ok).toBe(true);
  });

  it('once taken is ASCII, on one line, and taken again unchanged', () => {
    const anyText = fc.oneof(
      fc.emailAddress(),
      fc
        .tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
        .map((parts) => parts.join('@')),
      fc.tuple(fc.emailAddress(), fc.string({ unit: 'binary', maxLength: 3 })).map((parts) => parts.join('')),
      fc
        .tuple(fc.constant('ada@'), fc.string({ unit: 'grapheme' }), fc.constant('.org'))
        .map((parts) => parts.join('')),
    );
    let taken = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseAddress(text);
        if (!parsed.ok) return;
        taken++;
        expect(parsed.address).toMatch(/^[!-~]{1,254}$/);
        expect(parsed.address.split('@')).toHaveLength(2);
        expect(parseAddress(parsed.address)).toEqual(parsed);
      }),
      { numRuns: 1_000 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});

function keyOf(input: string): string | null {
  const parsed = parseAddress(input);
  return parsed.ok ? parsed.key : null;
}
