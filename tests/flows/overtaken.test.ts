import { expect, onTestFinished, test } from 'vitest';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import type { Runtime } from '#lib/runtime.ts';
import { CLOSING, learningTea, openTea } from '#tests/support/small-course.ts';
import { passTime } from '#tests/support/time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test('a last lesson that turns out never to have left, after the closing mail, is not lost: it stands as failed', async () => {
  const plain = await openTea();
  onTestFinished(() => plain.close());
  let isDown = false;
  const runtime: Runtime = {
    ...plain,
    mail: {
      ...plain.mail,
      capabilities: { ...plain.mail.capabilities, remembersKeyMs: DAY_MS, settledMs: 0 },
      send: async (messages, options) =>
        isDown ? { outcome: 'no-answer', reason: 'test', ill: true } : plain.mail.send(messages, options),
      lookUp: async (wanted, options) =>
        isDown ? { accepted: new Map(), complete: false } : plain.mail.lookUp(wanted, options),
    },
  };
  const pass = async (ms: number) => {
    await passTime(runtime.db, ms);
    await runUntilQuiet(runtime, 2_000);
  };
  const learner = await learningTea(runtime, 'ada');
  while ((await learner.lessons()).length < 3) await pass(DAY_MS);
  isDown = true;
  const lastLesson = { lessonSlug: 'four' };
  while ((await runtime.db.delivery.count({ where: { ...lastLesson, state: 'unknown' } })) === 0) {
    await pass(6 * HOUR_MS);
  }
  // It counts as had; the closing mail comes, while nobody can tell what became of the lesson.
  isDown = false;
  const looksFor = runtime.mail.lookUp;
  runtime.mail.lookUp = async () => ({ accepted: new Map(), complete: false });
  while (!(await learner.lessons()).some((line) => line.startsWith(CLOSING))) await pass(DAY_MS);
  runtime.mail.lookUp = looksFor;
  for (let day = 0; day < 3; day++) await pass(DAY_MS);

  const four = await runtime.db.delivery.findMany({ where: lastLesson });
  expect(four.map(({ state }) => state)).toEqual(['failed']);
  expect(await runtime.db.receipt.count({ where: lastLesson })).toBe(1);
});
