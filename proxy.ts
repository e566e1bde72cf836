import { type NextRequest, NextResponse } from 'next/server';

/**
 * Gives every page a policy with a nonce of its own. Next reads the nonce from the *request's* policy and puts it on
 * its scripts, so whatever a visitor sent under these names is overwritten, for prefetches as well.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = policyWith(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  // Browsers heed this over TLS only, and a site that has no TLS must not promise it.
  if (process.env.APP_URL?.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  }
  return response;
}

/** Everything but files that never change, machine endpoints, and mails in their frames, which have a policy of their own. */
export const config = {
  matcher: ['/((?!api/|_next/static/|outbox/[^/]+/html$|desk/.+/html$).*)'],
};

function policyWith(nonce: string): string {
  // React's error pages in development use eval, and its styles arrive inline.
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // style="" on server-rendered elements: no nonce can stand there.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
