import { isIPv4, isIPv6 } from 'node:net';

/**
 * What a limit counts by: an IPv4 address itself; of IPv6 the /64, since a household or a server is given at least
 * that many addresses (RFC 6177 section 2). IPv4 mapped into IPv6 (`::ffff:192.0.2.1`) is IPv4. Garbage gives null.
 */
export function networkOf(ip: string | null): string | null {
  if (ip === null) return null;
  if (isIPv4(ip)) return ip;
  const [address = ''] = ip.split('%');
  if (!isIPv6(address)) return null;
  const groups = groupsOf(address);
  return mappedIPv4(groups) ?? `${groups.slice(0, 4).join(':')}::/64`;
}

/** The eight groups, without leading zeros. The URL parser knows every spelling of an IPv6 address (RFC 4291). */
function groupsOf(address: string): string[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

function mappedIPv4(groups: string[]): string | null {
  const [high, low] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff' || high === undefined || low === undefined)
    return null;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
