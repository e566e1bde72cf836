import { describe, expect, test } from 'vitest';
import { judgeMail } from '#lib/content/mail-rules/judge-mail.ts';
import { readCourses } from '#lib/content/read.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';
import { type SampleMail, sampleMails } from '#tests/support/mails.ts';

const mails: [string, SampleMail][] = [];
for (const course of [fixtureCourse(), ...(await readCourses())]) {
  for (const mail of await sampleMails(course)) mails.push([`${course.slug}, ${mail.name}`, mail]);
}

describe.each(mails)('%s', (_, { edition, filled }) => {
  test('has nothing wrong with it, as it leaves and as it is stored', () => {
    expect(judgeMail(filled)).toEqual([]);
    expect(judgeMail(edition)).toEqual([]);
  });

  test('has no slot left, and no image', () => {
    expect(`${filled.subject}${filled.html}${filled.text}`).not.toMatch(/zq7|tols7qz/);
    expect(filled.html).not.toContain('<img');
  });
});
