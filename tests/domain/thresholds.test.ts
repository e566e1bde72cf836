import { expect, test } from 'vitest';
import { type Rates, readThresholds } from '#lib/domain/thresholds.ts';

const WELL: Rates = {
  sent: 1000,
  bounced: 5,
  complained: 0,
  asked: 100,
  confirmed: 80,
  signUpsToday: 20,
  signUpsMean: 15,
};

function verdicts(rates: Partial<Rates>, lessons: Parameters<typeof readThresholds>[1] = []) {
  const readings = readThresholds({ ...WELL, ...rates }, lessons);
  return readings.flatMap(({ name, verdict }) => (verdict === 'fine' ? [] : [`${name}: ${verdict}`]));
}

test('says nothing of a good week', () => {
  expect(verdicts({})).toEqual([]);
});

test.for<[Partial<Rates>, string[]]>([
  [{ bounced: 19 }, []],
  [{ bounced: 20 }, ['bounces: look']],
  [{ bounced: 39 }, ['bounces: look']],
  [{ bounced: 40 }, ['bounces: stop']],
  [{ sent: 100, bounced: 4 }, ['bounces: look']],
  [{ sent: 100, bounced: 5 }, ['bounces: stop']],
  [{ sent: 99, bounced: 50 }, []],
  [{ sent: 2000, complained: 1 }, ['complaints: look']],
  [{ sent: 2001, complained: 1 }, []],
  [{ sent: 1000, complained: 2 }, ['complaints: look']],
  [{ sent: 3750, complained: 3 }, ['complaints: stop']],
  [{ confirmed: 59 }, ['confirmed: look']],
  [{ confirmed: 60 }, []],
  [{ asked: 19, confirmed: 0 }, []],
  [{ signUpsToday: 75 }, ['sign-ups: look']],
  [{ signUpsToday: 74 }, []],
  [{ signUpsToday: 19, signUpsMean: 1 }, []],
])('judges %o as %o', ([rates, expected]) => {
  expect(verdicts(rates)).toEqual(expected);
});

test('names the lesson after which most leave, of those that enough people had', () => {
  const lessons = [
    { lesson: 'one', had: 1000, left: 9 },
    { lesson: 'two', had: 200, left: 3 },
    { lesson: 'three', had: 99, left: 50 },
  ];
  expect(verdicts({}, lessons)).toEqual(['left: look']);
  expect(readThresholds(WELL, lessons).find(({ name }) => name === 'left')).toMatchObject({
    lesson: 'two',
    value: 0.015,
  });
  expect(verdicts({}, lessons.slice(0, 1))).toEqual([]);
});

test('a day of many sign-ups after a week without any is a burst', () => {
  expect(verdicts({ signUpsToday: 20, signUpsMean: 0 })).toEqual(['sign-ups: look']);
});
