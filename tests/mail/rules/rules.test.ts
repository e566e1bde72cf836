import { expect, test } from 'vitest';
import { judgeMail, MAIL_RULES } from '#lib/content/mail-rules/judge-mail.ts';
import { oneClickProblems } from '#lib/content/mail-rules/one-click.ts';
import { isWithin } from '#lib/content/mail-rules/parts.ts';
import { BAD_MAILS } from './bad-mails.ts';
import { GOOD } from './good-mail.ts';

test('a good mail has no problem', () => {
  expect(judgeMail(GOOD)).toEqual([]);
});

test.each(BAD_MAILS)('%s finds %s, and no other rule finds anything', (rule, says, mail) => {
  const found = judgeMail(mail);
  expect([...new Set(found.map((finding) => finding.rule))]).toEqual([rule]);
  expect(found.map(({ problem }) => problem).join('\n')).toMatch(says);
});

test('every rule has a mail that breaks it', () => {
  const broken = new Set(BAD_MAILS.map(([rule]) => rule));
  expect(MAIL_RULES.map(([rule]) => rule).filter((rule) => !broken.has(rule))).toEqual([]);
});

test.each([
  'A study of tea',
  'Here is what we found',
  'Web version',
  'More about tea',
  'Continue the course',
])('a link may say “%s”', (words) => {
  expect(judgeMail({ ...GOOD, html: GOOD.html.replace('a study of tea</a>', `${words}</a>`) })).toEqual([]);
});

test('a size is counted in bytes, not in letters', () => {
  expect(isWithin({ html: 'é'.repeat(512) }, 1)).toEqual([]);
  expect(isWithin({ html: 'é'.repeat(513) }, 1)).toEqual([expect.stringContaining('1.0 KB; at most 1 KB')]);
});

const WAY_OUT = {
  'List-Unsubscribe': '<https://example.org/api/unsubscribe/x>',
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
};

test.each(['lesson', 'completion'] as const)(
  'a %s mail needs both headers of one-click unsubscribing',
  (kind) => {
    expect(oneClickProblems(kind, WAY_OUT)).toEqual([]);
    expect(oneClickProblems(kind, {})).toHaveLength(2);
    for (const wrong of [
      'https://example.org/x',
      '<mailto:x@example.org>',
      '<https://a.example>, <https://b.example>',
    ])
      expect(oneClickProblems(kind, { ...WAY_OUT, 'List-Unsubscribe': wrong })).toHaveLength(1);
  },
);

test.each([
  'confirmation',
  'link',
  'data',
  'old_address',
  'new_address',
  'taken_address',
  'sign_in',
  'alert',
] as const)('a %s mail must have none of them', (kind) => {
  expect(oneClickProblems(kind, { 'Auto-Submitted': 'auto-generated' })).toEqual([]);
  expect(oneClickProblems(kind, WAY_OUT)).toHaveLength(2);
});
