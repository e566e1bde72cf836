import type { Desk } from '#lib/flows/desk/desk.ts';
import { type ForeseenSending, foreseeSending } from '#lib/flows/foresee-sending.ts';
import { runDueJobs } from '#lib/flows/run-due-jobs.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

const WITHIN_MS = 60_000;

/**
 * `tick`: does what is due now, as a call of the cron endpoint would. With `--dry-run` it says what that would be, and
 * does nothing.
 */
export async function tick(desk: Desk, args: readonly string[]): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { 'dry-run': 'alone', json: 'alone' });
  if (problems.length > 0 || words.length > 0)
    return { lines: [...problems, 'tick [--dry-run] [--json]'], code: 2 };
  const asJson = values.json.length > 0;
  if (values['dry-run'].length > 0) {
    const foreseen = await foreseeSending(desk);
    return { lines: asJson ? [JSON.stringify(foreseen, null, 2)] : inWords(foreseen), code: 0 };
  }
  const done = await runDueJobs(desk, WITHIN_MS);
  if (asJson) return { lines: [JSON.stringify(done, null, 2)], code: 0 };
  const left = done.sent === 1 ? 'One mail left.' : `${done.sent} mails left.`;
  return {
    lines: [`${left} ${done.quiet ? 'Nothing more is due.' : 'More is due: run it again.'}`],
    code: 0,
  };
}

function inWords({ closed, leaves, skipped, held, more }: ForeseenSending): string[] {
  const sum = leaves.reduce((all, { mails }) => all + mails, 0);
  return [
    ...(closed === null ? [] : [`Nothing leaves now: ${closed}. Otherwise:`]),
    sum === 0 ? 'No mail would leave.' : `${sum === 1 ? 'One mail' : `${sum} mails`} would leave:`,
    ...leaves.map(({ kind, lesson, mails }) => `  ${mails}  ${[kind, lesson].filter(Boolean).join(' ')}`),
    ...skipped.map(({ reason, mails }) => `Not sent, because ${reason}: ${mails}`),
    ...(held === 0 ? [] : [`Looked at again in a few minutes: ${held}`]),
    ...(more ? ['More is due than was looked at.'] : []),
    'Nothing was changed.',
  ];
}
