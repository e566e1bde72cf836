import type { Desk } from '#lib/flows/desk/desk.ts';
import { suppressAddress } from '#lib/flows/desk/suppress.ts';
import { lookUpSuppression } from '#lib/flows/desk/suppressions.ts';
import { unsuppressAddress } from '#lib/flows/desk/unsuppress.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

const REASON = { one: '"asked by phone"' } as const;

/** `suppress <address> --reason …`: nothing is mailed there any more. */
export async function suppress(desk: Desk, args: readonly string[]): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { reason: REASON });
  const [address] = words;
  if (problems.length > 0 || address === undefined || words.length > 1)
    return { lines: [...problems, 'suppress <address> --reason "asked by phone"'], code: 2 };
  const done = await suppressAddress(desk, address, values.reason[0] ?? '');
  if (!done.ok) return { lines: [done.problem], code: 1 };
  const whose =
    done.personId === null ? 'Nobody here has it.' : 'All mail to its person has ended; their place is kept.';
  return { lines: [`Done: nothing is mailed to this address any more. ${whose}`], code: 0 };
}

/** `unsuppress <address> --reason … --yes`: takes it off the list. Without `--yes` it says since when and why it is there. */
export async function unsuppress(desk: Desk, args: readonly string[]): Promise<Answer> {
  const kinds = { reason: REASON, 'despite-complaint': 'alone', yes: 'alone' } as const;
  const { words, values, problems } = readOptions(args, kinds);
  const [address] = words;
  if (problems.length > 0 || address === undefined || words.length > 1)
    return { lines: [...problems, 'unsuppress <address> --reason "asked us to" --yes'], code: 2 };
  const looked = await lookUpSuppression(desk, address);
  if (!looked.ok) return { lines: [looked.problem], code: 1 };
  if (looked.found === null)
    return { lines: ['Nothing was changed: this address is not on the list.'], code: 1 };
  const { reason, createdAt } = looked.found;
  const since = `It is on the list since ${createdAt.toISOString()}: ${WHY[reason]}.`;
  if (values.yes.length === 0)
    return { lines: [since, 'Nothing was changed. To do it, add --yes.'], code: 1 };
  const asked = { why: values.reason[0] ?? '', despiteComplaint: values['despite-complaint'].length > 0 };
  const done = await unsuppressAddress(desk, address, asked);
  if (done.ok)
    return { lines: ['Done. Nobody is signed up by this; they come back by themselves.'], code: 0 };
  const how = done.wasComplaint ? ['Then add --despite-complaint.'] : [];
  return { lines: [done.problem, ...how], code: 1 };
}

const WHY = {
  bounced: 'mail to it came back for good',
  complained: 'its person marked our mail as unwanted',
  operator: 'an operator put it there',
} as const;
