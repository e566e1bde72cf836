import { describe, expect, test } from 'vitest';
import { readCourses } from '#lib/content/read.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';
import { type SampleMail, sampleMails } from '#tests/support/mails.ts';

const courses = [fixtureCourse(), ...(await readCourses())];
const mails: [string, SampleMail][] = [];
for (const course of courses) {
  for (const mail of await sampleMails(course)) mails.push([`${course.slug}, ${mail.name}`, mail]);
}
const lessons = mails.filter(([, { edition }]) => edition.kind === 'lesson');

describe.each(lessons)('%s', (_, { filled: { html, text } }) => {
  test.each([
    /^Lesson \d of \d · \d+ minutes? to read$/m,
    /^General learning, not medical advice\. This mail/m,
    /^(Not reviewed by a clinician\. Last checked|Reviewed by Dr Ito on 22 November 2026\.)/m,
    /^(Not reviewed.*|Reviewed.*) (An article from InnerBuddies|A seller of tea|We sell nothing here)/m,
    /^See a doctor/m,
    /^Answer: [A-E]\. /m,
    /^You get this because you asked for the course .+ on 10 November 2026 and confirmed it\./m,
    /^Tea & Sons, 1 <Example> Street, 75000 Paris, France$/m,
    /^Monday 30 November at 09:00, Europe\/Paris$/m,
    /^Dear Ada <i> & "Co" O'Neil \$& \$1,$/m,
    /^Leave this course: https:/m,
  ])('says %s', (said) => {
    expect(text).toMatch(said);
  });

  test('writes its headings as they were written, and draws no envelope in the text', () => {
    const title = unescaped(/<title>([^<]*)</.exec(html)?.[1] ?? '');
    expect(text).toContain(`\n${title}\n${'='.repeat(title.length)}\n`);
    expect(text.slice(0, text.indexOf('Lesson '))).toBe(
      `Lettercourse\nWeb version: ${unescaped(/href="([^"]*)" class="link"[^>]*>Web version/.exec(html)?.[1] ?? '')}\n\n`,
    );
  });
});

test.each(lessons)('%s says what it is no substitute for before it begins', (_, { filled: { text } }) => {
  const [, line] = /to read\n\n(.*)\n\n.*\n=+\n/.exec(text) ?? [];
  expect(line).toMatch(
    /^General learning, not medical advice\. (Not reviewed by a clinician|Reviewed by Dr Ito)\.$/,
  );
});

test('lessons differ in subject and preview text', () => {
  for (const course of courses) {
    for (const key of ['subject', 'preheader'] as const) {
      const said = course.lessons.map((lesson) => lesson[key]);
      expect(new Set(said).size).toBe(said.length);
    }
  }
});

test('a lesson says what the next one is about and when it comes; the last one that a closing mail comes', async () => {
  const samples = (await sampleMails(fixtureCourse())).map(({ filled }) => filled.text);
  const [first, last] = samples.slice(-2);
  expect(first).toMatch(
    /Next: lesson 2\n\nHow to make it\n\nWater that has just boiled.* of patience\.\n\nMonday 30 November/,
  );
  expect(first).toMatch(/Send me lesson 2 now: .*\n/);
  expect(last).not.toContain('now:');
  expect(last).toMatch(/What comes next\n\nA short closing mail\n\nMonday 30 November/);
});

test('a confirmation says what it is, what to do if it is a mistake, and until when; it names and praises nobody', async () => {
  const [confirmation] = await sampleMails(fixtureCourse());
  const { subject, text } = confirmation?.filled ?? { subject: '', text: '' };
  expect(subject).toBe('Confirm your address: Two lessons on tea');
  expect(text).toContain('If this was not you, do nothing.');
  expect(text).toContain('This link works until Sunday 29 November at 14:05, Europe/Paris.');
  expect(text.match(/confirmUrl/g)).toHaveLength(1);
  expect(text).not.toMatch(/Ada|Dear|free|What is known about tea|!/);
});

test('the closing mail links every lesson and says that it is the last', async () => {
  const text = (await sampleMails(fixtureCourse()))[2]?.filled.text ?? '';
  expect(text).toContain('You will get no further mail from this course.');
  expect(text).toContain(`1. What tea is\nhttps://example.org/lesson1Url/`);
  expect(text).toContain(`2. How to make it\nhttps://example.org/lesson2Url/`);
  expect(text).not.toContain('!');
});

function unescaped(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
