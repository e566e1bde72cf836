/** One guard of delivery taken away: a piece of code that must stand in its file exactly once, and what takes its place. */
export type Mutant = {
  name: string;
  file: string;
  find: string;
  replace: string;
  /** The tests that must go red. `named` is part of a test's name. */
  killedBy: { file: string; named: string };
};

const OUTCOMES = 'tests/provider/outcomes.test.ts';
const DELIVERY = 'tests/flows/delivery.test.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no idempotency key',
    file: 'lib/mail/resend.ts',
    find: 'const options = { idempotencyKey, signal, ...NOT_ELSEWHERE };',
    replace: 'const options = { signal, ...NOT_ELSEWHERE };',
    killedBy: { file: OUTCOMES, named: 'an answer lost after acceptance' },
  },
  {
    name: 'no fence: whoever was overtaken records',
    file: 'lib/flows/record.ts',
    find: "if (batch.attempt !== frozen.attempt || batch.state === 'closed') return null;",
    replace: "if (batch.state === 'closed') return null;",
    killedBy: { file: DELIVERY, named: 'a worker that was overtaken' },
  },
  {
    name: 'a freeze that judges nobody again',
    file: 'lib/flows/freeze.ts',
    find: 'const { mayMail, mayNot } = await judge(runtime, tx, members, now);',
    replace: 'const { mayMail, mayNot } = await judge(runtime, tx, [], now);',
    killedBy: { file: 'tests/flows/no-means-no.test.ts', named: 'planned and not yet frozen' },
  },
  {
    name: 'a freeze that locks nobody',
    file: 'lib/flows/freeze.ts',
    find: '    await lockPeople(tx, batchId);\n',
    replace: '',
    killedBy: { file: DELIVERY, named: 'a freeze that waited for somebody’s leaving' },
  },
  {
    name: 'no window: asked again under a key that is forgotten',
    file: 'lib/flows/freeze.ts',
    find: 'batch.outcome === null && batch.doubtMs < timing.askAgainMs;',
    replace: 'batch.outcome === null;',
    killedBy: { file: OUTCOMES, named: 'twenty hours in doubt' },
  },
  {
    name: 'nobody listens to the queue’s errors',
    file: 'lib/work/boss.ts',
    find: "  boss.on('error', (error) => log.warn({ err: error }, 'the queue lost its database for a moment'));\n",
    replace: '',
    killedBy: { file: 'tests/faults/database.test.ts', named: 'restarted at once' },
  },
  {
    name: 'a week is 168 hours',
    file: 'lib/domain/schedule.ts',
    find: '  let dueAt = firstSlotAfter(slot, afterGap(slot.pace, on.now, on.lastSentAt));\n',
    replace:
      '  let dueAt = on.lastSentAt ? new Date(on.lastSentAt.getTime() + 168 * HOUR_MS) : firstSlotAfter(slot, on.now);\n',
    killedBy: { file: 'tests/flows/schedule.test.ts', named: 'through the spring change' },
  },
  {
    name: 'the look-up compares two kinds of id',
    file: 'lib/mail/resend-look-up.ts',
    find: 'missing().some(({ deliveryId }) => deliveryId === tag)',
    replace: 'missing().some(({ deliveryId }) => deliveryId === item.id)',
    killedBy: { file: OUTCOMES, named: 'a batch in doubt with a member who left is looked up' },
  },
  {
    name: 'a batch in doubt is dissolved when a member leaves',
    file: 'lib/flows/freeze.ts',
    find: "if (!mayAsk || mayNot.some(({ reason }) => isNo(reason))) return { state: 'look up' };",
    replace: `if (!mayAsk) return { state: 'look up' };
      if (mayNot.some(({ reason }) => isNo(reason))) {
        await skip(tx, mayNot);
        return goOnWith(runtime, tx, batch, mayMail);
      }`,
    killedBy: { file: OUTCOMES, named: 'a batch in doubt is not rearranged when a member leaves' },
  },
  {
    name: 'a late acceptance is not believed',
    file: 'lib/flows/record.ts',
    find: "if (outcome.outcome === 'answered') {",
    replace: "if (outcome.outcome === 'answered' && batch.attempt === frozen.attempt) {",
    killedBy: { file: DELIVERY, named: 'a worker that was overtaken' },
  },
  {
    name: 'what was frozen long ago is sent',
    file: 'lib/flows/deliver.ts',
    find: 'if (!isFresh(frozen)) return putBack(runtime, frozen, 0);',
    replace: '',
    killedBy: { file: DELIVERY, named: 'a worker stopped between freeze and request' },
  },
];
