import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { networkOf } from '#lib/domain/network.ts';
import { getRuntime, type Runtime } from '#lib/runtime.ts';
import { type Refusal, UNSENT } from './form.ts';
import { originOf } from './request-origin.ts';

/** Who sent a form, as far as we look: the network it came from, for the limits. */
export type Sender = { runtime: Runtime; network: string | null };

/**
 * What a flow's answer means for the page: go on to another, show this one as it is now (`again` is its address), or say
 * what stands in the way.
 */
export type Outcome =
  | { goTo: string }
  | { again: string }
  | { problem: string; typed?: Readonly<Record<string, string>> };

/**
 * Around every Server Action: refuses forms sent from elsewhere, parses the fields, runs one flow, and redirects, shows
 * the page again, or answers what stands in the way. Never changes anything before the first two have passed.
 * @param fields what the form must hold; its messages are shown as they are
 */
export async function act<Fields>(
  form: FormData,
  fields: z.ZodType<Fields>,
  run: (fields: Fields, sender: Sender) => Promise<Outcome>,
): Promise<Refusal> {
  const sent = await headers();
  const typed = textFieldsOf(form);
  if (originOf(sent) !== 'ours') return { problem: SENT_FROM_ELSEWHERE, typed };

  const parsed = fields.safeParse(typed);
  if (!parsed.success) return { problem: parsed.error.issues[0]?.message ?? UNREADABLE, typed };

  const runtime = await getRuntime();
  const network = networkOf(sent.get('x-lettercourse-client'));
  const outcome = await orProblem(runtime, () => run(parsed.data, { runtime, network }));
  if ('goTo' in outcome) redirect(outcome.goTo);
  if ('again' in outcome) return showAgain(outcome.again, sent);
  return { problem: outcome.problem, typed: { ...typed, ...outcome.typed } };
}

/**
 * A script that sent the form gets the page's news: Next would mount the page anew after a redirect, and whoever uses
 * the keyboard would lose their place, whoever listens would not hear what changed. A browser without scripts is
 * redirected, so that loading the page again sends nothing again.
 */
function showAgain(page: string, sent: Headers): Refusal {
  if (!sent.has('next-action')) redirect(page);
  refresh();
  return UNSENT;
}

const SENT_FROM_ELSEWHERE =
  'Nothing was changed: this form did not come from our own page. Open the page again and press the button there.';
const UNREADABLE =
  'Nothing was changed: the form came back incomplete. Open the page again and press the button there.';
const OUT_OF_REACH =
  'We couldn’t reach our records just now, so this may not be saved. Please try again in a minute.';

/** A broken database is told in words and keeps what was typed; the error itself goes to the log. */
async function orProblem(runtime: Runtime, run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (err) {
    runtime.log.error({ err }, 'a form could not be answered');
    return { problem: OUT_OF_REACH };
  }
}

function textFieldsOf(form: FormData): Record<string, string> {
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
  return Object.fromEntries(texts);
}
