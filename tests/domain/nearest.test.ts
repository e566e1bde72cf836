import { expect, test } from 'vitest';
import { nearest, orNearest } from '#lib/domain/nearest.ts';
import { timeZones } from '#lib/domain/schedule.ts';

test.each([
  ['Europe/Berln', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  ['Pairs', 'Europe/Paris'],
  ['New_Yrok', 'America/New_York'],
  ['America/Kolkata', 'Asia/Kolkata'],
])('%s means %s', (word, zone) => {
  expect(nearest(word, timeZones())).toBe(zone);
});

test.each(['Olympus_Mons', 'x', ''])('“%s” means nothing', (word) => {
  expect(nearest(word, timeZones())).toBeNull();
});

test('it ends a sentence', () => {
  expect(`There is no tee${orNearest('tee', ['tea', 'coffee'])}`).toBe('There is no tee. Did you mean tea?');
  expect(`There is no milk${orNearest('milk', ['tea'])}`).toBe('There is no milk.');
});
