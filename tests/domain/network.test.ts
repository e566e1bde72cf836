import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { networkOf } from '#lib/domain/address.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['1::', '1:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['::FFFF:0.0.0.0', '0.0.0.0'],
])('%s is counted as %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

test.each([
  null,
  '',
  'localhost',
  '192.0.2',
  '192.0.2.256',
  '192.0.2.1:443',
  '[::1]',
  '1:2:3',
  '::1::',
  '192.0.2.1%eth0',
  '::1\n',
])('%j is no network', (ip) => {
  expect(networkOf(ip)).toBeNull();
});

it('is the same for every address of a /64 and another for the /64 beside it', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.nat(0xffff), (ip, last) => {
      const network = networkOf(ip);
      expect(network).not.toBeNull();
      if (!network?.endsWith('::/64')) return;
      const prefix = network.replace('::/64', '');
      expect(networkOf(`${prefix}:1:2:3:${last.toString(16)}`)).toBe(network);
      const [first = '', ...others] = prefix.split(':');
      const beside = (Number.parseInt(first, 16) ^ 1).toString(16);
      expect(networkOf(`${[beside, ...others].join(':')}:1:2:3:4`)).not.toBe(network);
    }),
  );
});
