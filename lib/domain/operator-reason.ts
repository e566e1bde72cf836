import { withoutAddresses } from './leave-reason.ts';

const SHORTEST = 3;
const LONGEST = 500;

export type OperatorReason = { ok: true; reason: string } | { ok: false; problem: string };

/**
 * Why an operator did something, as it goes into the audit log: in one line, and without addresses, which the log would
 * hold on to after they were erased.
 */
export function parseOperatorReason(typed: string): OperatorReason {
  const reason = withoutAddresses(
    typed
      .replace(/\p{C}+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  if (reason.length < SHORTEST)
    return { ok: false, problem: 'Nothing was changed. Say why in a few words: the audit log keeps it.' };
  if (reason.length > LONGEST)
    return { ok: false, problem: `Nothing was changed. Say why in ${LONGEST} characters or fewer.` };
  return { ok: true, reason };
}
