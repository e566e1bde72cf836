import type { Desk } from '#lib/flows/desk/desk.ts';
import { eraseByAddress } from '#lib/flows/desk/erase-person.ts';
import { exportByAddress } from '#lib/flows/desk/export-person.ts';
import { moveByHand } from '#lib/flows/desk/readdress.ts';
import { type Held, heldOf } from '#lib/flows/erase.ts';
import type { Answer } from './command.ts';

/** `subscribers export <address>`: what the person's own page would show them, for whoever can't be mailed the link to it. */
export async function exportPerson(desk: Desk, args: readonly string[]): Promise<Answer> {
  const result = await exportByAddress(desk, args[0] ?? '');
  return result.ok
    ? { lines: [JSON.stringify(result.data, null, 2)], code: 0 }
    : { lines: [result.problem], code: 1 };
}

/** `subscribers move <address> <new> --yes`: what two confirmed mails do, for whoever can't be mailed at the first. */
export async function move(desk: Desk, args: readonly string[]): Promise<Answer> {
  const [from = '', to = '', ...others] = args.filter((arg) => arg !== '--yes');
  if (others.length > 0 || !args.includes('--yes')) return { lines: [SURE_OF_BOTH], code: 1 };
  const problem = await moveByHand(desk, from, to);
  return problem === null
    ? { lines: ['Done: mail goes to the second address from now on.'], code: 0 }
    : { lines: [problem], code: 1 };
}

const SURE_OF_BOTH =
  'Nothing was changed. If you know that both addresses are theirs: subscribers move <address> <new> --yes';

const USAGE = 'Give one address: subscribers erase <address>, and --yes when you mean it.';

/**
 * `subscribers erase <address> --yes`: deletes everything about a person. Without `--yes` it says what that would be.
 * The address is not repeated, so that no log of this terminal holds it longer than the database.
 */
export async function erase(desk: Desk, args: readonly string[]): Promise<Answer> {
  const [address, ...others] = args.filter((arg) => arg !== '--yes');
  if (address === undefined || others.length > 0 || address.startsWith('-'))
    return { lines: [USAGE], code: 1 };
  const sure = args.includes('--yes');
  const result = await (sure ? eraseByAddress : heldOf)(desk, address);
  if (!result.ok) return { lines: [result.problem], code: 1 };

  const { held } = result;
  const lines = WORDS.filter(([kind]) => held[kind] > 0).map(([kind, words]) => `  ${held[kind]} ${words}`);
  if (sure) return { lines: ['Deleted for good:', ...lines], code: 0 };
  return {
    lines: ['This would be deleted for good:', ...lines, 'Nothing was changed. To do it, add --yes.'],
    code: 1,
  };
}

const WORDS: readonly [keyof Held, string][] = [
  ['people', 'subscriber'],
  ['signUps', 'sign-ups'],
  ['consents', 'consents and withdrawals'],
  ['reasons', 'reasons for leaving'],
  ['enrollments', 'enrollments'],
  ['receipts', 'receipts of lessons'],
  ['progress', 'notes of lessons read and questions answered'],
  ['owed', 'lessons asked for later'],
  ['passedOver', 'lessons skipped'],
  ['lastChanges', 'changes that can be undone'],
  ['deliveries', 'deliveries'],
  ['addressChanges', 'changes of address'],
  ['events', 'reports of the mail provider'],
  ['outboxMessages', 'mails in the outbox'],
];
