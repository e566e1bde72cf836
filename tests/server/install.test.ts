import { expect, test } from 'vitest';
import { agrees } from '#lib/server/install.mjs';
import { checkNodeVersion } from '#lib/server/node-version.mjs';

const WANTED = {
  '': { version: '0.1.0' },
  'node_modules/next': { version: '16.4.5' },
  'node_modules/vitest': { version: '5.1.1', dev: true },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
};
const next = { 'node_modules/next': { version: '16.4.5' } };
const vitest = { 'node_modules/vitest': { version: '5.1.1' } };

test.each([
  {
    name: 'complete, but for another platform’s package',
    there: { ...next, ...vitest },
    test: true,
    start: true,
  },
  { name: 'installed for production', there: next, test: false, start: true },
  { name: 'a package missing', there: vitest, test: false, start: false },
  {
    name: 'an older version',
    there: { ...vitest, 'node_modules/next': { version: '16.4.4' } },
    test: false,
    start: false,
  },
  {
    name: 'an optional package outdated',
    there: { ...next, ...vitest, 'node_modules/other-platform': { version: '0.9.0' } },
    test: false,
    start: false,
  },
])('what is installed, $name: enough for tests $test, to start $start', ({ there, test, start }) => {
  expect(Boolean(agrees(WANTED, there, true))).toBe(test);
  expect(Boolean(agrees(WANTED, there, false))).toBe(start);
});

test.each([
  ['18.20.8', 'Lettercourse needs Node 20.19 or newer; this is 18.20.8'],
  ['20.18.3', 'Lettercourse needs Node 20.19 or newer; this is 20.18.3'],
  ['20.19.0', null],
  ['24.21.0', null],
])('Node %s: %s', (version, problem) => {
  if (problem === null) expect(checkNodeVersion(version)).toBeNull();
  else expect(checkNodeVersion(version)).toContain(problem);
});
