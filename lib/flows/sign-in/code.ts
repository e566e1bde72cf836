import { randomUUID } from 'node:crypto';
import { transaction } from '../../db/client.ts';
import { withinLimit } from '../../db/limit.ts';
import { parseAddress } from '../../domain/address.ts';
import { intentOf, priorityOf } from '../../domain/delivery.ts';
import { codeEnds } from '../../domain/sign-in.ts';
import type { Runtime } from '../../runtime.ts';
import { findOperator } from './operators.ts';

/** Codes one operator may ask for. */
const CODES = { most: 5, seconds: 3600 };
/** Wrong codes one operator may type, whichever code was meant: counted for the account, not for each code (lock-out). */
const WRONG = { most: 10, seconds: 3600 };
/** Sign-ins tried from anywhere, so that the form is no way to try addresses. */
const FORMS = { most: 120, seconds: 3600 };

export type Asked = { ok: true; attempt: string } | { ok: false; problem: string };

/**
 * An operator asks for a code. The answer is the same for every address, and a stranger's gets no mail.
 * @returns what the browser keeps: the code works together with it only, so that nobody is talked into reading one out
 */
export function askForCode(runtime: Runtime, typed: string): Promise<Asked> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return Promise.resolve(parsed);
  const { address, key: addressKey } = parsed;
  const id = randomUUID();
  const attempt = runtime.tokens.sign('sign-in', id);
  return transaction(runtime.db, async (tx) => {
    if (!(await withinLimit(tx, 'sign-in/forms', FORMS.most, FORMS.seconds)))
      return { ok: false, problem: TOO_MANY };
    const operator = await findOperator(tx, runtime.env, addressKey);
    if (!operator) return { ok: true, attempt };
    if (!(await withinLimit(tx, `operator/${operator.id}/codes`, CODES.most, CODES.seconds)))
      return { ok: true, attempt };
    const now = await runtime.now(tx);
    // Everything that leaves is a delivery to a subscriber: the operator's address is one, and asked for nothing else.
    const { id: subscriberId } = await tx.subscriber.upsert({
      where: { addressKey },
      create: { address, addressKey, timeZone: 'UTC' },
      update: {},
    });
    await tx.signIn.create({
      data: { id, operatorId: operator.id, kind: 'code', expiresAt: codeEnds(new Date()) },
    });
    await tx.delivery.create({
      data: {
        id,
        kind: 'sign_in',
        intent: intentOf.signIn(id),
        priority: priorityOf('sign_in'),
        subscriberId,
        requested: true,
        dueAt: now,
        createdAt: now,
      },
    });
    await runtime.queue.wakePlan(tx);
    return { ok: true, attempt };
  });
}

const TOO_MANY =
  'Too many codes were asked for here. Try again in an hour, or use a passkey or a link from the command line.';

export type Proved = { ok: true; operatorId: string } | { ok: false; problem: string };

/** Is this the code that was mailed for the attempt this browser made? It works once. */
export async function redeemCode(runtime: Runtime, attempt: string, typed: string): Promise<Proved> {
  const id = runtime.tokens.verify(attempt, 'sign-in');
  if (id === null) return { ok: false, problem: OVER };
  return transaction(runtime.db, async (tx) => {
    // One at a time, or two presses of one instant would both find it unused.
    await tx.$executeRaw`SELECT FROM "SignIn" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const signIn = await tx.signIn.findUnique({ where: { id } });
    // A stranger's attempt has no row, and is answered like a wrong code.
    if (signIn?.kind !== 'code') return { ok: false, problem: WRONG_CODE };
    const { operatorId, usedAt, expiresAt } = signIn;
    if (usedAt !== null || expiresAt <= new Date()) return { ok: false, problem: OVER };
    const key = `operator/${operatorId}/codes-typed`;
    if (!(await withinLimit(tx, key, WRONG.most, WRONG.seconds))) return { ok: false, problem: LOCKED };
    if (!runtime.tokens.isCode(typed, id)) return { ok: false, problem: WRONG_CODE };
    await tx.signIn.update({ where: { id }, data: { usedAt: new Date() } });
    // Whoever got in has their tries back.
    await tx.limit.deleteMany({ where: { key } });
    return { ok: true, operatorId };
  });
}

const WRONG_CODE =
  'That is not the code of the newest mail. Type its eight characters, or ask for another code.';
const OVER =
  'This code is over: it works for ten minutes, once, and in the browser that asked for it. Ask for another.';
const LOCKED =
  'Too many wrong codes were typed for this operator. Codes work again in an hour; a passkey or `npm run lettercourse -- operator login-link` works now.';
