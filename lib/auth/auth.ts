import { passkey } from '@better-auth/passkey';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { z } from 'zod';
import type { Db } from '../db/client.ts';
import { IDLE_MS } from '../domain/sign-in.ts';

export type Auth = ReturnType<typeof createAuth>;

/**
 * Sessions and passkeys of operators, by Better Auth. It lets nobody in by itself: no sign-up, no password, no mail. Whoever
 * has proved to be an operator by a code or a link (`lib/flows/sign-in`) gets a session through `signInOperator`.
 * @param site its public address, to which passkeys are bound
 */
export function createAuth({ db, secret, site }: { db: Db; secret: string; site: string }) {
  return betterAuth({
    appName: 'Lettercourse',
    baseURL: site,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [site],
    telemetry: { enabled: false },
    database: prismaAdapter(db, { provider: 'postgresql' }),
    user: { modelName: 'operator' },
    session: { modelName: 'operatorSession', expiresIn: IDLE_MS / 1000, updateAge: 300, freshAge: 0 },
    account: { modelName: 'operatorAccount' },
    verification: { modelName: 'operatorChallenge' },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'lettercourse',
      database: { generateId: 'uuid' },
      defaultCookieAttributes: { sameSite: 'strict' },
    },
    plugins: [
      passkey({
        rpName: 'Lettercourse',
        rpID: new URL(site).hostname,
        origin: site,
        schema: { passkey: { modelName: 'operatorPasskey' } },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // The library asks for the person's presence only: whoever finds the key must not get in.
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified)
              throw new APIError('UNAUTHORIZED', { message: 'The passkey did not check who is using it.' });
          },
        },
      }),
      forTheProved(),
    ],
  });
}

/** Begins the session of an operator. Never reachable over HTTP: the route hands on passkeys' paths alone. */
function forTheProved() {
  return {
    id: 'for-the-proved',
    endpoints: {
      signInOperator: createAuthEndpoint(
        '/for-the-proved/sign-in',
        { method: 'POST', body: z.object({ operatorId: z.uuid() }), metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.operatorId);
          if (!user) throw new APIError('UNAUTHORIZED');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ ok: true });
        },
      ),
    },
  };
}
