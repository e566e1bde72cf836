import 'server-only';
import { type Auth, createAuth } from '#lib/auth/auth.ts';
import { parseKeyring, sessionSecret } from '#lib/domain/token.ts';
import { getRuntime } from '#lib/runtime.ts';

const shared = globalThis as typeof globalThis & { lettercourseAuth?: Auth };

/** The web process's own, kept across hot reloads. */
export async function getAuth(): Promise<Auth> {
  const { db, env } = await getRuntime();
  shared.lettercourseAuth ??= createAuth({
    db,
    site: env.APP_URL,
    secret: sessionSecret(parseKeyring(env.TOKEN_KEYS)),
  });
  return shared.lettercourseAuth;
}
