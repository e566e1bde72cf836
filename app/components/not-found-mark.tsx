/**
 * Makes the answer a 404 (`lib/server/plain-page.mjs` looks for it). Next's own `notFound()` leaves an empty page, which only
 * scripts would fill.
 */
export function NotFoundMark() {
  return <meta name="status" content="404" />;
}
