import { expect, test } from 'vitest';
import { renderEditions } from '#lib/content/editions.ts';
import { judgeMails } from '#lib/content/lint/mails.ts';
import { MAIL_RULES } from '#lib/content/mail-rules/judge-mail.ts';
import { readCourse } from '#lib/domain/course.ts';
import { BAD_MAILS } from '#tests/mail/rules/bad-mails.ts';
import { cleanFiles } from '#tests/support/clean-course.ts';

const files = cleanFiles();
const { course, draft } = readCourse('tea', files, () => {});
if (!course) throw new Error('the clean course has no problems');
const reviewed = { course, draft, files, retractions: [], site: [draft] };
const editions = await renderEditions(course);
const lesson = editions.lessons['what-tea-is'];
if (!lesson) throw new Error('every lesson has an edition');

test.each(BAD_MAILS)(
  'a mail whose %s is wrong is told once, with the lesson’s file: %s',
  (rule, says, mail) => {
    const bad = { 'what-tea-is': { ...lesson, ...mail } };
    const findings = judgeMails(reviewed, { ...editions, lessons: bad, lessonsAfterDoubt: bad });
    expect(findings.filter(({ message }) => says.test(message))).toEqual([
      {
        file: '01-what-tea-is.md',
        line: expect.any(Number),
        rule: `mail-${rule.replaceAll(' ', '-')}`,
        severity: 'error',
        message: expect.stringMatching(/^Its mail: /),
      },
    ]);
  },
);

const flat = { ...editions.completion, html: editions.completion.html.replaceAll('h1', 'h2') };

test.each([
  ['one of the mails around the lessons', 'course.md', { completion: flat }],
  ['the mail of a correction', 'corrections.yaml', { corrections: { 'time-1': flat } }],
])('so is %s, with %s', (_, file, bad) => {
  expect(judgeMails(reviewed, { ...editions, ...bad })).toContainEqual({
    file,
    line: 1,
    rule: 'mail-headings',
    severity: 'error',
    message: expect.stringMatching(/0 headings of the first level/),
  });
});

test('there is a mail for each rule', () => {
  const shown = new Set<string>(BAD_MAILS.map(([rule]) => rule));
  expect(MAIL_RULES.filter(([rule]) => !shown.has(rule))).toEqual([]);
});
