import { afterEach, beforeEach, expect, test } from 'vitest';
import { slotMark } from '#lib/domain/edition.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, recipients } from '#tests/support/ledger.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';
import { publishLessons } from '#tests/support/small-course.ts';
import { age } from '#tests/support/time.ts';

let provider: Provider;
let runtime: TestRuntime;
let hash: string;
beforeEach(async () => {
  provider = await startProvider();
  runtime = await openRuntime(throughResend(provider));
  // Other words each time, and so another edition: what a process knows of an edition it knows for good.
  await publishLessons(runtime, 'tea', ['one', 'two'], { one: `Tea, ${provider.url}.` });
  await lessonOneDue(runtime, ['poor'], 'tea');
  await lessonOneDue(runtime, ['ada', 'ben']);
  await plan(runtime);
  const planned = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
  hash = planned.editionHash ?? '';
});
afterEach(async () => {
  await runtime.close();
  await provider.close();
});

const poisons: { what: string; html: (good: string) => string }[] = [
  { what: 'is 300 KB long', html: (good) => good.replace('</body>', `${'so '.repeat(100_000)}</body>`) },
  {
    what: 'has a slot that nobody fills',
    html: (good) => good.replace('</body>', `${slotMark('coupon')}</body>`),
  },
  { what: 'has a slot in the middle of a tag', html: (good) => `${good}<p title="${slotMark('greeting')}">` },
];

test.each(poisons)('a lesson that $what is held alone, and leaves once it is mended', async ({ html }) => {
  const good = await runtime.db.edition.findUniqueOrThrow({ where: { hash } });
  await runtime.db.edition.update({ where: { hash }, data: { html: html(good.html) } });
  await expectOnlyTheOthersSent();
  await publishLessons(runtime, 'tea', ['one', 'two'], { one: 'Tea, mended.' });
  await age(runtime.db, 1 / 12);
  await runUntilQuiet(runtime);
  expect(await recipients(provider)).toBe('ada, ben, poor');
});

test('a lesson whose edition is gone is held alone', async () => {
  await runtime.db.edition.delete({ where: { hash } });
  await expectOnlyTheOthersSent();
});

async function expectOnlyTheOthersSent(): Promise<void> {
  await runUntilQuiet(runtime);
  expect(await recipients(provider)).toBe('ada, ben');
  await expectSameLedger(runtime, provider);
  const held = await runtime.db.delivery.findMany({
    where: { subscriber: { address: 'poor@example.org' }, kind: 'lesson' },
  });
  expect(held).toMatchObject([{ state: 'scheduled', lessonSlug: null }]);
  expect(held[0]?.dueAt.getTime()).toBeGreaterThan((await runtime.now()).getTime() + 59 * 60_000);
}
