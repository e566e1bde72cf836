import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { getAuth } from '#app/auth.ts';
import { LONGEST_SESSION_MS } from '#lib/domain/sign-in.ts';

/**
 * The session of this request's browser, read from the database once for each request: an ended session ends at once.
 * @returns null when nobody is signed in, or has been for too long
 */
export const currentSession = cache(async () => {
  const found = await (await getAuth()).api.getSession({ headers: await headers() });
  if (!found) return null;
  const age = Date.now() - new Date(found.session.createdAt).getTime();
  return age > LONGEST_SESSION_MS
    ? null
    : { ...found.session, operator: { id: found.user.id, email: found.user.email } };
});
