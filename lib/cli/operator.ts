import type { Desk } from '#lib/flows/desk/desk.ts';
import { loginLink } from '#lib/flows/sign-in/link.ts';
import { addOperator, listOperators, removeOperator } from '#lib/flows/sign-in/operators.ts';
import { listed } from './as-json.ts';
import type { Answer } from './command.ts';

/** `operator login-link [address]`: the way in when mail is what is broken. */
export async function printLoginLink(desk: Desk, [address]: readonly string[]): Promise<Answer> {
  const link = await loginLink(desk, address ?? null);
  return link.ok
    ? { lines: ['Works once, within ten minutes:', link.url], code: 0 }
    : { lines: [link.problem], code: 1 };
}

export async function add(desk: Desk, [address = '']: readonly string[]): Promise<Answer> {
  const added = await addOperator(desk, address);
  return added.ok
    ? { lines: ['Done. They sign in at /desk/sign-in with a code by mail.'], code: 0 }
    : { lines: [added.problem], code: 1 };
}

/** `operator remove <address> --yes` */
export async function remove(desk: Desk, args: readonly string[]): Promise<Answer> {
  const [address = '', ...others] = args.filter((arg) => arg !== '--yes');
  if (others.length > 0 || !args.includes('--yes'))
    return {
      lines: ['Nothing was changed. It ends their sessions and forgets their passkeys. To do it, add --yes.'],
      code: 1,
    };
  const removed = await removeOperator(desk, address);
  return removed.ok
    ? { lines: ['Done: they are signed out everywhere.'], code: 0 }
    : { lines: [removed.problem], code: 1 };
}

export async function listAll(desk: Desk, args: readonly string[] = []): Promise<Answer> {
  const operators = (await listOperators(desk)).map(({ id, email, _count }) => ({ id, email, ..._count }));
  return listed(args, operators, () =>
    operators.length === 0
      ? ['Nobody is an operator yet. Set OPERATOR_EMAILS, or: npm run lettercourse -- operator add <address>']
      : operators.map(
          ({ email, passkeys, sessions }) => `${email}  ${passkeys} passkeys, ${sessions} sessions`,
        ),
  );
}
