import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leaveEverything } from '#lib/flows/leave.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { type Learner, tokenIn } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const LESSONS = ['one', 'two', 'three', 'four'];

describe('the web version of a lesson', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await publishLessons(runtime, 'tea', LESSONS);
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
  });
  afterAll(() => runtime.close());

  test('every lesson mail links to its own, with its number, and gives nothing else away', async () => {
    await passDays(runtime, 30);
    const mail = (await ada.mail()).slice(1);
    expect(mail).toHaveLength(4);
    for (const [i, message] of mail.entries()) {
      const token = tokenIn(message, 'lesson') ?? '';
      const view = await lessonView(runtime, token);
      expect(view).toMatchObject({ lesson: { slug: message.subject }, number: i + 1, total: 4 });
      for (const part of [message.text, message.html]) expect(part).toContain(`/lesson/${token}#check`);
      expect(JSON.stringify(view)).not.toContain(tokenIn(message, 'manage'));
    }
  });

  test('the closing mail links to all of them', async () => {
    await passDays(runtime, 40);
    const closing = (await ada.mail()).at(-1);
    const tokens = [...(closing?.text.matchAll(/\/lesson\/([\w.-]+)/g) ?? [])].map(
      ([, token]) => token ?? '',
    );
    const slugs = await Promise.all(
      tokens.map(async (token) => (await lessonView(runtime, token))?.lesson.slug),
    );
    expect(slugs).toEqual(LESSONS);
  });

  test('the link never expires: not after years, not after leaving everything', async () => {
    const token = await ada.token('lesson');
    await leaveEverything(runtime, await ada.token('manage'));
    for (let year = 0; year < 3; year++) await passDays(runtime, 365);
    expect((await lessonView(runtime, token))?.lesson.slug).toBe('one');
  });

  test('shows the lesson as it is now; one taken out of the course stays readable as it was', async () => {
    await passDays(runtime, 14);
    const [one, two] = (await ada.mail()).slice(1).map((message) => tokenIn(message, 'lesson') ?? '');
    await publishLessons(runtime, 'tea', ['one', 'three', 'four'], { one: 'A clearer first lesson.' });
    const first = await lessonView(runtime, one ?? '');
    expect(JSON.stringify(first?.lesson.body)).toContain('A clearer first lesson.');
    expect(first).toMatchObject({ number: 1, total: 3 });
    expect(await lessonView(runtime, two ?? '')).toMatchObject({
      lesson: { slug: 'two' },
      number: 2,
      total: 4,
    });
  });

  test('looking changes nothing; a link of another kind, or a changed one, shows nothing', async () => {
    const token = await ada.token('lesson');
    const before = await allRows(runtime);
    await lessonView(runtime, token);
    const wrong = [`${token}A`, '', '../etc/passwd'];
    for (const kind of ['confirm', 'manage', 'unsubscribe'] as const) wrong.push(await ada.token(kind));
    for (const other of wrong) expect(await lessonView(runtime, other)).toBeNull();
    expect(await allRows(runtime)).toEqual(before);
  });
});
