/**
 * Reads a request's body as text, but no more of it than `bytes`: our own web server stops longer ones before they come
 * here, other hosts may not.
 * @returns null for a longer one
 */
export async function bodyWithin(request: Request, bytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bytes) return null;
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of request.body ?? []) {
    read += chunk.length;
    if (read > bytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
