import { alertInWords } from '#lib/domain/alert.ts';
import type { Desk } from '#lib/flows/desk/desk.ts';
import { resumeSending, type SendingState, sendingState, stopSending } from '#lib/flows/sending.ts';
import { troubles } from '#lib/flows/watch/troubles.ts';
import { listed } from './as-json.ts';
import type { Answer } from './command.ts';

/** How sending stands; exit code 1 when nothing goes out, or something is broken. */
export async function status(desk: Desk, args: readonly string[] = []): Promise<Answer> {
  const state = await sendingState(desk);
  const broken = (await troubles(desk)).map(({ kind, detail }) => alertInWords(kind, detail));
  const { lines } = listed(args, { ...state, broken }, () => [
    ...inWords(state),
    ...broken.map(({ what, whatToDo }) => `${what} ${whatToDo}`),
  ]);
  return { lines, code: state.stopped || state.halted || state.circuit || broken.length > 0 ? 1 : 0 };
}

export async function stop(desk: Desk, reason: readonly string[]): Promise<Answer> {
  const state = await stopSending(desk, reason.join(' ') || 'stopped by the operator');
  return { lines: [...inWords(state), 'Go on with: npm run lettercourse -- resume'], code: 0 };
}

export async function resume(desk: Desk): Promise<Answer> {
  return { lines: inWords(await resumeSending(desk)), code: 0 };
}

function inWords(state: SendingState): string[] {
  const { stopped, halted, circuit, oldestDueAt, requestsPerSecond, usedToday, usedThisMonth } = state;
  const lines = [
    stopped && `Sending is stopped since ${instant(stopped.since)}: ${stopped.reason}.`,
    halted &&
      `The provider refuses all mail since ${instant(halted.since)}: ${halted.reason}. ` +
        (halted.waitMs > 0 ? `Tried again in ${minutes(halted.waitMs)}.` : 'Tried again with the next mail.'),
    circuit &&
      `The provider does not answer since ${instant(circuit.since)} (${circuit.failures} requests). It is tried now and then.`,
    !stopped && !halted && !circuit && 'Mail goes out.',
    oldestDueAt
      ? `${state.due} due and not yet in a batch, the oldest since ${instant(oldestDueAt)} (course time).`
      : 'Nothing is overdue.',
    state.inDoubt > 0 && `${state.inDoubt} batches in doubt: they may have left, and are being looked up.`,
    state.unknown > 0 && `${state.unknown} mails unknown. See: npm run lettercourse -- unknown list`,
    requestsPerSecond !== null && `The provider allows ${requestsPerSecond} requests a second.`,
    usedThisMonth !== null &&
      `The provider has counted ${usedThisMonth} mails this month${usedToday === null ? '' : `, ${usedToday} of them today`}.`,
  ];
  return lines.filter((line) => typeof line === 'string');
}

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function minutes(ms: number): string {
  const count = Math.ceil(ms / 60_000);
  return count === 1 ? 'a minute' : `${count} minutes`;
}
