import { writeAudit } from '../../db/audit.ts';
import { type Tx, transaction } from '../../db/client.ts';
import { parseAddress } from '../../domain/address.ts';
import type { Runtime } from '../../runtime.ts';
import type { Desk } from '../desk/desk.ts';

type Env = Runtime['env'];

export type OperatorChange = { ok: true } | { ok: false; problem: string };

/** The operator of an installation that nobody has configured: its first start prints the way in. */
export const LOCAL_OPERATOR = 'operator@lettercourse.example';

/** Those whom the settings name; with the outbox and no setting, the one in front of this machine. */
export function configuredOperators({ OPERATOR_EMAILS, MAIL_TRANSPORT }: Env): readonly string[] {
  if (OPERATOR_EMAILS !== undefined) return OPERATOR_EMAILS.split(',').map((one) => one.trim().toLowerCase());
  return MAIL_TRANSPORT === 'outbox' ? [LOCAL_OPERATOR] : [];
}

/**
 * The operator with this address. One whom the settings name gets a row when first looked for.
 * @returns null for anybody else
 */
export async function findOperator(
  tx: Tx,
  env: Env,
  email: string,
): Promise<{ id: string; email: string } | null> {
  const known = await tx.operator.findUnique({ where: { email } });
  if (known || !configuredOperators(env).includes(email)) return known;
  return tx.operator.upsert({ where: { email }, create: { email, name: email }, update: {} });
}

/** `operator add`: lets somebody in whom the settings don't name. */
export function addOperator(desk: Desk, typed: string): Promise<OperatorChange> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return Promise.resolve(parsed);
  const email = parsed.key;
  return transaction(desk.db, async (tx) => {
    if (await tx.operator.findUnique({ where: { email } }))
      return { ok: false, problem: 'They are an operator already.' };
    const { id } = await tx.operator.create({ data: { email, name: email } });
    await writeAudit(tx, desk.actor, 'operator.add', `operator/${id}`);
    return { ok: true };
  });
}

/** `operator remove`: with their sessions and passkeys, at once. */
export function removeOperator(desk: Desk, typed: string): Promise<OperatorChange> {
  const email = typed.trim().toLowerCase();
  if (configuredOperators(desk.env).includes(email))
    return Promise.resolve({
      ok: false,
      problem: 'The settings name them: take the address out of OPERATOR_EMAILS first.',
    });
  return transaction(desk.db, async (tx) => {
    const operator = await tx.operator.findUnique({ where: { email } });
    if (!operator) return { ok: false, problem: 'No operator has this address. See: operator list' };
    await tx.operator.delete({ where: { email } });
    await writeAudit(tx, desk.actor, 'operator.remove', `operator/${operator.id}`);
    return { ok: true };
  });
}

/** Everybody who may sit at the desk, those of the settings too. */
export async function allOperators(tx: Tx, env: Env): Promise<{ id: string; email: string }[]> {
  for (const email of configuredOperators(env)) await findOperator(tx, env, email);
  return tx.operator.findMany({ orderBy: { email: 'asc' }, select: { id: true, email: true } });
}

/** All of them, with how many passkeys and sessions each has. */
export async function listOperators({ db, env }: Desk) {
  for (const email of configuredOperators(env)) await findOperator(db, env, email);
  return db.operator.findMany({
    orderBy: { email: 'asc' },
    include: {
      _count: { select: { passkeys: true, sessions: { where: { expiresAt: { gt: new Date() } } } } },
    },
  });
}
