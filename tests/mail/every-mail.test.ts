import { describe, expect, test } from 'vitest';
import { judgeMail } from '#lib/content/mail-rules/judge-mail.ts';
import { oneClickProblems } from '#lib/content/mail-rules/one-click.ts';
import { isWithin } from '#lib/content/mail-rules/parts.ts';
import { parseName } from '#lib/domain/name.ts';
import { messageOf } from '#tests/support/complete-mail.ts';
import { shippedMails, trickyMails } from '#tests/support/every-mail.ts';
import { NAMES } from '#tests/support/mails.ts';

/** Half of what would still be shown whole: a lesson that grows shows it here, not in somebody’s mailbox. */
const TARGET_KB = 40;

describe.each([...(await trickyMails()), ...(await shippedMails())])('%s', (_, mail) => {
  const { edition, filled } = mail;

  test('has nothing wrong with it, as it leaves and as it is stored', () => {
    expect(judgeMail(filled)).toEqual([]);
    expect(judgeMail(edition)).toEqual([]);
  });

  test('has its way out in its head when it is part of a subscription, and only then', () => {
    const message = messageOf(mail);
    expect(oneClickProblems(edition.kind, message.headers)).toEqual([]);
    expect(judgeMail(message)).toEqual([]);
  });

  test('is far from being cut off', () => {
    expect(isWithin(filled, TARGET_KB)).toEqual([]);
  });

  test('has no slot left, and no image', () => {
    expect(`${filled.subject}${filled.html}${filled.text}`).not.toMatch(/zq7|tols7qz/);
    expect(filled.html).not.toContain('<img');
  });
});

test('the names are such as people have, but for the one that is not', () => {
  const { 'a name that tries to break it': bad, ...good } = NAMES;
  expect(parseName(bad)).toBeNull();
  for (const name of Object.values(good)) expect(parseName(name)).toBe(name);
});
