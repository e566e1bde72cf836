/** Is the process there? Asks nothing else, so that a database restart never gets a web server killed. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
}
