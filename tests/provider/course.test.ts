import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirm } from '#lib/flows/confirm.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { age } from '#tests/support/time.ts';

let provider: Provider;
let runtime: TestRuntime;
beforeAll(async () => {
  provider = await startProvider();
  runtime = await openRuntime({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
  });
});
afterAll(async () => {
  await runtime.close();
  await provider.close();
});

test('the whole course through the real SDK: every mail once, in order, with tags and one-click headers', async () => {
  await signUp(runtime, { email: 'ada@example.org', course: 'leaky-gut', source: 'test', network: null });
  await runUntilQuiet(runtime);
  const confirmation = (await provider.accepted())[0];
  const token = /\/confirm\/([\w.-]+)/.exec(confirmation?.text ?? '')?.[1] ?? '';
  await confirm(runtime, token, { network: null });
  await runUntilQuiet(runtime);
  // The rows grow older and the weekday stays the same, so up to two weeks lie between one slot and the next.
  for (let days = 0; days < 8 * 14; days += 1) {
    await age(runtime.db, 1);
    await runUntilQuiet(runtime);
  }

  const mails = await provider.accepted();
  const lessons = (await runtime.db.publication.findFirstOrThrow({ where: { courseSlug: 'leaky-gut' } }))
    .course;
  const subjects = lessonSubjects(lessons);
  expect(mails.slice(1, 8).map(({ subject }) => subject)).toEqual(subjects);
  expect(mails).toHaveLength(9);
  expect(provider.requests).toBe(9);
  for (const mail of mails.slice(1)) {
    expect(mail.headers['List-Unsubscribe']).toMatch(
      /^<https:\/\/learn\.example\.org\/api\/unsubscribe\/[\w.-]+>$/,
    );
    expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const tags = Object.fromEntries(mail.tags.map(({ name, value }) => [name, value]));
    expect(await runtime.db.delivery.findUnique({ where: { id: tags.delivery } })).toMatchObject({
      state: 'sent',
      providerId: mail.id,
    });
    expect(mail.html).not.toBe('');
    expect(mail.text).not.toBe('');
  }
  expect(mails[0]?.headers).not.toHaveProperty('List-Unsubscribe');
});

function lessonSubjects(course: unknown): string[] {
  if (
    typeof course !== 'object' ||
    course === null ||
    !('lessons' in course) ||
    !Array.isArray(course.lessons)
  )
    return [];
  return course.lessons.map(({ subject }: { subject: string }) => subject);
}
