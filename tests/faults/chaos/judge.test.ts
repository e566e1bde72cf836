import { describe, expect, test } from 'vitest';
import type { Accepted } from '#tests/support/faulty-provider/client.ts';
import { type History, judge, type No, type Person } from './judge.ts';

// A judge that never finds anything would make every run a success: each crime is shown to it once.

const ADA = 'ada@example.org';

/** Ada has had lessons one and two, a week apart; three is to come. */
function history(changed: Partial<History> = {}): History {
  return {
    lessons: ['one', 'two', 'three'],
    accepted: [mail('one', 1000), mail('two', 2000)],
    requests: [request('one', 1000), request('two', 2000)],
    people: [person()],
    nos: [],
    ...changed,
  };
}

test('a clean history is found clean', () => {
  expect(found(history())).toEqual({});
});

describe('sent twice', () => {
  test('the same delivery under the same key, which the provider had forgotten', () => {
    const accepted = [mail('one', 1000), mail('one', 14_000), mail('two', 15_000)];
    expect(found(history({ accepted }))).toEqual({ twice: 1 });
  });

  test('the same lesson as another delivery', () => {
    const again = { ...mail('two', 2500), delivery: 'other', key: 'other' };
    const other = { ...delivery('two', 'sent'), id: 'other' };
    const people = [person({ deliveries: [...person().deliveries, other] })];
    expect(found(history({ accepted: [...history().accepted, again], people }))).toEqual({ twice: 1 });
  });

  test('a confirmation', () => {
    const confirmation = { ...mail('confirm', 500), kind: 'confirmation' };
    const sent = { ...delivery('confirm', 'sent'), kind: 'confirmation', lesson: null };
    const people = [person({ deliveries: [sent, ...person().deliveries] })];
    const accepted = [confirmation, { ...confirmation, takenAtMs: 900 }, ...history().accepted];
    expect(found(history({ accepted, people }))).toEqual({ twice: 1 });
  });
});

describe('lost', () => {
  test('said to be sent, and never accepted', () => {
    expect(found(history({ accepted: [mail('one', 1000)] }))).toEqual({ lost: 1 });
  });

  test('passed over, with nothing to tell why', () => {
    const accepted = [mail('one', 1000), mail('three', 2000)];
    const deliveries = [delivery('one', 'sent'), delivery('three', 'sent'), delivery(null, 'scheduled')];
    expect(found(history({ accepted, people: [person({ deliveries })] }))).toEqual({ lost: 1 });
  });

  test('not when it is seen to have failed, or to be unknown', () => {
    const accepted = [mail('one', 1000), mail('three', 2000)];
    for (const state of ['failed', 'unknown'] as const) {
      const deliveries = [
        delivery('one', 'sent'),
        delivery('two', state),
        delivery('three', 'sent'),
        delivery(null, 'scheduled'),
      ];
      expect(found(history({ accepted, people: [person({ deliveries })] }))).toEqual({ [state]: 1 });
    }
  });

  test('still learning, with nothing to come', () => {
    const deliveries = [delivery('one', 'sent'), delivery('two', 'sent')];
    expect(found(history({ people: [person({ deliveries })] }))).toEqual({ lost: 1 });
    for (const enrollment of ['paused', 'left', 'completed'] as const)
      expect(found(history({ people: [person({ deliveries, enrollment })] }))).toEqual({});
  });
});

test('out of order: a lesson after a later one', () => {
  expect(found(history({ accepted: [mail('two', 1000), mail('one', 2000)] }))).toEqual({ outOfOrder: 1 });
});

test('too soon: two lessons though no week has passed', () => {
  expect(found(history({ people: [person({ weeks: 0 })] }))).toEqual({ tooSoon: 1 });
});

describe('after a no', () => {
  const no: No = { address: ADA, said: 'left the course', atMs: 1500, untilMs: Number.POSITIVE_INFINITY };
  const at = (beganAtMs: number, nos: No[]) =>
    found(history({ requests: [request('one', 1000), request('two', beganAtMs)], nos }));

  test('a request within two seconds is told apart from one after that', () => {
    expect(at(1400, [no])).toEqual({});
    expect(at(3400, [no])).toEqual({ withinGrace: 1 });
    expect(at(3600, [no])).toEqual({ afterNo: 1 });
  });

  test('refused or replayed makes no difference: the request counts', () => {
    const requests = [request('one', 1000), request('two', 1200), request('two', 9000)];
    expect(found(history({ requests, nos: [no] }))).toEqual({ afterNo: 1 });
  });

  test('a pause counts until it ends', () => {
    const pause: No = { ...no, said: 'paused', untilMs: 8000 };
    expect(at(7900, [pause])).toEqual({ afterNo: 1 });
    expect(at(8100, [pause])).toEqual({});
  });

  test('somebody else’s no, and a confirmation after leaving one course, are nobody’s business', () => {
    expect(at(9000, [{ ...no, address: 'ben@example.org' }])).toEqual({});
    const confirmation = { ...delivery('two', 'sent'), kind: 'confirmation' };
    const people = [
      person({ deliveries: [delivery('one', 'sent'), confirmation, delivery(null, 'scheduled')] }),
    ];
    const requests = [request('one', 1000), request('two', 9000)];
    expect(found(history({ requests, people, nos: [no] }))).toEqual({});
    expect(found(history({ requests, people, nos: [{ ...no, said: 'left everything' }] }))).toEqual({
      afterNo: 1,
    });
  });
});

test('accepted, and the database knows nothing of it', () => {
  const deliveries = [
    delivery('one', 'sent'),
    { ...delivery('two', 'skipped') },
    delivery(null, 'scheduled'),
  ];
  expect(found(history({ people: [person({ deliveries })] }))).toEqual({ unrecorded: 1 });
});

test('left over: still in a batch, or due, when all is quiet', () => {
  const [one, two, next] = person().deliveries;
  if (!one || !two || !next) throw new Error('Ada has three deliveries');
  for (const left of [{ ...next, isOverdue: true }, delivery('three', 'batched')])
    expect(found(history({ people: [person({ deliveries: [one, two, left] })] }))).toEqual({ leftOver: 1 });
});

test('no finding tells an address', () => {
  const verdict = judge(
    history({ accepted: [mail('two', 1), mail('one', 2), mail('one', 3)], people: [person({ weeks: -1 })] }),
  );
  expect(Object.values(verdict).flat().length).toBeGreaterThan(2);
  expect(JSON.stringify(verdict)).not.toContain('@');
});

/** How many findings of each sort; sorts without any are left out. */
function found(given: History): Record<string, number> {
  const counts = Object.entries(judge(given)).map(([sort, findings]) => [sort, findings.length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function person(changed: Partial<Person> = {}): Person {
  return {
    address: ADA,
    standing: 'confirmed',
    enrollment: 'active',
    weeks: 1,
    deliveries: [delivery('one', 'sent'), delivery('two', 'sent'), delivery(null, 'scheduled')],
    ...changed,
  };
}

function delivery(lesson: string | null, state: Person['deliveries'][number]['state']) {
  return { id: `${lesson}`, kind: 'lesson', state, lesson, isOverdue: false };
}

function mail(lesson: string, atMs: number): Accepted {
  return {
    id: `mail ${lesson}`,
    key: `batch ${lesson}`,
    delivery: lesson,
    kind: 'lesson',
    to: ADA,
    subject: lesson,
    beganAtMs: atMs,
    takenAtMs: atMs,
  };
}

function request(lesson: string, beganAtMs: number) {
  return { beganAtMs, deliveries: [lesson] };
}
