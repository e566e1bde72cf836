import { describe, expect, test } from 'vitest';
import { NOTHING_CHOSEN, parseSiteChoices, type SiteChoice, siteOf, writeTo } from '#lib/domain/site.ts';

const NOTHING = Object.fromEntries(Object.keys(NOTHING_CHOSEN).map((choice) => [choice, ''])) as Record<
  SiteChoice,
  string
>;
const read = (typed: Partial<Record<SiteChoice, string>>) => parseSiteChoices({ ...NOTHING, ...typed });

describe('what an operator types', () => {
  test('is nothing chosen where nothing is typed', () => {
    expect(read({})).toEqual({ ok: true, choices: NOTHING_CHOSEN });
    expect(read({ name: '  \n ' })).toEqual({ ok: true, choices: NOTHING_CHOSEN });
  });

  test('is tidied', () => {
    expect(
      read({ name: ' Tea  House ', senderAddress: 'Ada@Bücher.example', accent: '#7A1B4A', hour: '7' }),
    ).toEqual({
      ok: true,
      choices: {
        ...NOTHING_CHOSEN,
        name: 'Tea House',
        senderAddress: 'Ada@xn--bcher-kva.example',
        accent: '#7a1b4a',
        hour: 7,
      },
    });
  });

  test.each([
    [{ name: 'x'.repeat(41) }, '40 characters'],
    [{ name: 'Tea\u0007House' }, 'cannot be seen'],
    [{ senderName: 'Ada, Teacher' }, 'can’t hold'],
    [{ senderName: 'Ada <ada@example.org>' }, 'can’t hold'],
    [{ senderName: 'Ada\u200bTeacher' }, 'can’t hold'],
    [{ senderName: 'x'.repeat(61) }, '60 characters'],
    [{ senderAddress: 'ada' }, 'Sender’s address: An address needs an @'],
    [{ replyTo: 'a@b' }, 'Answers go to: An address needs a domain'],
    [{ replyTo: 'a@example.org\r\nBcc: b@example.org' }, 'Answers go to: '],
    [{ postalAddress: 'Long Street' }, 'whole postal address'],
    [{ postalAddress: `${'x'.repeat(200)}, y` }, '200 characters'],
    [{ accent: 'blue' }, 'six digits'],
    [{ accent: '#ffff00' }, 'could not be read'],
    [{ hour: '24' }, 'full hour'],
    [{ hour: '-1' }, 'full hour'],
    [{ hour: '9.5' }, 'full hour'],
  ])('%j is refused with words', (typed, words) => {
    const problem = read(typed);
    expect(problem.ok ? null : problem.problem).toContain(words);
  });
});

test('what was chosen wins over what it was started with, part by part', () => {
  const startedWith = {
    from: 'Lettercourse <hello@example.org>',
    replyTo: null,
    postalAddress: 'Town, Land',
  };
  const { from } = siteOf({ ...NOTHING_CHOSEN, senderName: 'Ada' }, startedWith);
  expect(from).toBe('Ada <hello@example.org>');
  const other = siteOf({ ...NOTHING_CHOSEN, senderAddress: 'ada@example.org' }, startedWith);
  expect(other.from).toBe('Lettercourse <ada@example.org>');
  expect(writeTo(other)).toBe('ada@example.org');
  expect(writeTo({ ...other, replyTo: 'r@example.org' })).toBe('r@example.org');
});
