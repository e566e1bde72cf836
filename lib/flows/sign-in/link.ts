import { transaction } from '../../db/client.ts';
import { LINK_HOLDS_MS } from '../../domain/sign-in.ts';
import type { Runtime } from '../../runtime.ts';
import type { Proved } from './code.ts';
import { configuredOperators, findOperator } from './operators.ts';

/**
 * The way in when mail is what is broken: `operator login-link`, on the machine itself. Works once.
 * @param email null for the only operator there is
 */
export function loginLink(
  runtime: Runtime,
  email: string | null,
  holdsMs: number = LINK_HOLDS_MS,
): Promise<{ ok: true; url: string } | { ok: false; problem: string }> {
  return transaction(runtime.db, async (tx) => {
    const [only, ...others] = configuredOperators(runtime.env);
    const wanted = email?.trim().toLowerCase() ?? (others.length === 0 ? only : undefined);
    if (wanted === undefined) return { ok: false, problem: 'Say whose link: operator login-link <address>' };
    const operator = await findOperator(tx, runtime.env, wanted);
    if (!operator)
      return { ok: false, problem: 'No operator has this address. Make them one: operator add <address>' };
    const expiresAt = new Date(Date.now() + holdsMs);
    const { id } = await tx.signIn.create({ data: { operatorId: operator.id, kind: 'link', expiresAt } });
    return { ok: true, url: `${runtime.env.APP_URL}/desk/enter/${runtime.tokens.sign('sign-in', id)}` };
  });
}

/** Whom a link lets in; null when it is not ours, is over or was used. Changes nothing. */
export async function linkOwner(runtime: Runtime, token: string): Promise<{ email: string } | null> {
  const id = runtime.tokens.verify(token, 'sign-in');
  const signIn =
    id === null ? null : await runtime.db.signIn.findUnique({ where: { id }, include: { operator: true } });
  if (signIn?.kind !== 'link' || signIn.usedAt !== null || signIn.expiresAt <= new Date()) return null;
  return { email: signIn.operator.email };
}

/** Uses it up. */
export async function redeemLink({ db, tokens }: Runtime, token: string): Promise<Proved> {
  const id = tokens.verify(token, 'sign-in');
  const over = {
    ok: false,
    problem: 'This link is over: it works once. Print another: npm run lettercourse -- operator login-link',
  } as const;
  if (id === null) return over;
  const used = await db.signIn.updateManyAndReturn({
    where: { id, kind: 'link', usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  const [signIn] = used;
  return signIn ? { ok: true, operatorId: signIn.operatorId } : over;
}
