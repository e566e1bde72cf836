import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderEditions } from '#lib/content/editions.ts';
import { readCourses } from '#lib/content/read.ts';
import type { Course } from '#lib/domain/course.ts';
import { slotsOf } from '#lib/mail/fill.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';
import { sampleMails } from '#tests/support/mails.ts';

const courses: [string, Course][] = [fixtureCourse(), ...(await readCourses())].map((course) => [
  course.slug,
  course,
]);

test.each(courses)('a filled mail of the course %s is what React would have rendered', async (_, course) => {
  for (const { filled, rendered } of await sampleMails(course)) {
    expect(filled.html).toBe(rendered.html);
    expect(filled.text).toBe(rendered.text);
  }
});

test('an edition’s hash is of all that is sent, and the same every time', async () => {
  const course = fixtureCourse();
  const first = await renderEditions(course);
  expect(await renderEditions(course)).toEqual(first);
  const { hash, kind, subject, html, text } = first.confirmation;
  const sha256 = createHash('sha256')
    .update(JSON.stringify([kind, subject, html, text]))
    .digest('hex');
  expect(hash).toBe(sha256);
});

test('one changed word changes the edition of its lesson, and no other', async () => {
  const course = fixtureCourse();
  const [first, second] = course.lessons;
  if (!first || !second) throw new Error('the fixture has two lessons');
  const before = await renderEditions(course);
  second.check.explanation = 'Four minutes, no more.';
  const after = await renderEditions(course);
  expect(after.lessons[second.slug]?.hash).not.toBe(before.lessons[second.slug]?.hash);
  const withoutSecond = ({ lessons, lessonsAfterDoubt, lessonsAgain, ...around }: typeof before) => ({
    ...around,
    lesson: lessons[first.slug],
    afterDoubt: lessonsAfterDoubt[first.slug],
    again: lessonsAgain[first.slug],
  });
  expect(withoutSecond(after)).toEqual(withoutSecond(before));
});

test('production renders the bytes that development renders', async () => {
  const script = `
    import { renderEditions } from '#lib/content/editions.ts';
    import { fixtureCourse } from '#tests/support/fixture-course.ts';
    const { confirmation, link, completion, lessons } = await renderEditions(fixtureCourse());
    console.log([confirmation, link, completion, ...Object.values(lessons)].map((edition) => edition.hash).join());`;
  const hashesIn = (mode: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, NODE_ENV: mode === 'production' ? 'production' : 'development' },
      encoding: 'utf8',
    });
  expect(hashesIn('production')).toBe(hashesIn('development'));
});

describe('a mail has the slots that are filled when it is sent, and no other', async () => {
  const { confirmation, link, completion, lessons, lessonsAfterDoubt, lessonsAgain, corrections } =
    await renderEditions(fixtureCourse());
  test.each([
    [confirmation, 'confirmUrl expiresOn postalAddress privacyUrl siteName siteUrl slot'],
    [link, 'heldUrl manageUrl postalAddress siteName siteUrl'],
    [completion, 'askedOn greeting heldUrl leaveUrl lesson1Url lesson2Url manageUrl postalAddress siteName'],
    [
      lessons['what-tea-is'],
      'askedOn changeUrl checkUrl greeting heldUrl leaveUrl manageUrl nextAbout nextButton nextLabel nextTitle nextWhen nowUrl pauseUrl place postalAddress siteName sourcesUrl webUrl',
    ],
    [
      lessons['how-to-make-it'],
      'askedOn changeUrl checkUrl greeting heldUrl leaveUrl manageUrl nextWhen pauseUrl place postalAddress recapLabel siteName sourcesUrl webUrl',
    ],
    [
      lessonsAfterDoubt['how-to-make-it'],
      'askedOn changeUrl checkUrl greeting heldUrl leaveUrl manageUrl missedTitle missedUrl nextWhen pauseUrl place postalAddress recapLabel siteName sourcesUrl webUrl',
    ],
    [
      lessonsAgain['what-tea-is'],
      'askedOn changeUrl checkUrl greeting heldUrl leaveUrl manageUrl pauseUrl place postalAddress siteName sourcesUrl webUrl',
    ],
    [
      corrections['time-1'],
      'askedOn changesUrl greeting heldUrl leaveUrl lessonUrl manageUrl pauseUrl postalAddress siteName webUrl',
    ],
  ])('%#', (edition, slots) => {
    expect(edition && slotsOf(edition)).toEqual(slots.split(' '));
  });
});
