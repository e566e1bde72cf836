import { PERSONAL_PAGES } from './lib/server/personal-pages.mjs';

const EVERYWHERE = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** Pages that belong to one person: not handed on, not kept, not found. */
const PERSONAL = [
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cache-Control', value: 'no-store' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // lib/server/web.mjs does, after it has looked at the page.
  compress: false,
  // Every page's title and icon stand in its head from the start, not only for those robots that run no scripts.
  htmlLimitedBots: /.*/,
  // `npm run check` looks at the types, of tests and all; a start should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Used as they are installed: drivers, and what looks for its own files.
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    'pg',
    'pg-boss',
    'pino',
    'react-email',
    'resend',
    'temporal-polyfill',
  ],
  experimental: {
    serverActions: {
      bodySizeLimit: '64kb',
      // A page under no-referrer posts its plain forms with `Origin: null`. Whether such a post is ours, app/action.ts
      // finds out by Sec-Fetch-Site, which a frame or another site cannot forge.
      allowedOrigins: ['null'],
    },
  },
  // Where lessons stood before they got the shorter address.
  redirects: async () => [
    { source: '/courses/:course/lessons/:lesson', destination: '/courses/:course/:lesson', permanent: true },
  ],
  headers: async () => [
    { source: '/:path*', headers: EVERYWHERE },
    { source: `/:page(${PERSONAL_PAGES.join('|')})/:path*`, headers: PERSONAL },
    { source: '/outbox', headers: PERSONAL },
    { source: '/desk', headers: PERSONAL },
    // The mail stands in a frame on its own page.
    { source: '/outbox/:id/html', headers: [{ key: 'X-Frame-Options', value: 'SAMEORIGIN' }] },
    { source: '/desk/:path+/html', headers: [{ key: 'X-Frame-Options', value: 'SAMEORIGIN' }] },
  ],
};

export default config;
