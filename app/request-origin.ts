/**
 * Where a request that changes something came from:
 * - `ours`: one of our own pages, or the person's own hand (typed, bookmarked);
 * - `foreign`: any other site, a sibling subdomain or a sandboxed frame;
 * - `unstated`: neither header is there, which no browser does on a POST; scripts and mail providers do.
 *
 * `Sec-Fetch-Site` decides where it exists, because pages cannot forge it (Fetch Metadata). `Origin: null` is then no
 * objection: a page under `Referrer-Policy: no-referrer` sends it with every plain form. Without `Sec-Fetch-Site` only
 * an Origin that equals the host asked for will do.
 */
export function originOf(headers: Pick<Headers, 'get'>): 'ours' | 'foreign' | 'unstated' {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none' ? 'ours' : 'foreign';

  const origin = headers.get('origin');
  if (origin === null) return 'unstated';
  // Behind a proxy the host asked for is what the proxy says; our server drops this header where no proxy is trusted.
  const askedFor = headers.get('x-forwarded-host') ?? headers.get('host');
  return hostOf(origin) !== null && hostOf(origin) === askedFor ? 'ours' : 'foreign';
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
