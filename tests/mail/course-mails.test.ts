import { describe, expect, test } from 'vitest';
import { mailNamed, mailsOf } from '#lib/content/course-mails.ts';
import { renderEdition, renderEditions } from '#lib/content/editions.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';

const course = fixtureCourse();
const mails = mailsOf(course);

describe('the mails of a course', () => {
  test('are all that are published, but for the lessons after a doubt, and sent again', async () => {
    const { lessonsAfterDoubt: _, lessonsAgain: __, ...rest } = await renderEditions(course);
    const { lessons, corrections, ...around } = rest;
    const published = [...Object.values(around), ...Object.values(lessons), ...Object.values(corrections)];
    const made = await Promise.all(mails.map(({ mail }) => renderEdition(mail)));
    expect(made.map(({ hash }) => hash).sort()).toEqual(published.map(({ hash }) => hash).sort());
  });

  test.each([
    ['confirmation', 'confirmation'],
    ['lesson/how-to-make-it', 'lesson/how-to-make-it'],
    ['how-to-make-it', 'lesson/how-to-make-it'],
    ['2', 'lesson/how-to-make-it'],
    ['3', undefined],
    ['', undefined],
  ])('“%s” names %s', (word, name) => {
    expect(mailNamed(mails, word)?.name).toBe(name);
  });
});
