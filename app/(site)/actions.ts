'use server';

import { z } from 'zod';
import { act, type Outcome, type Sender } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { signFormTime, verifyFormTime } from '#lib/domain/form-time.ts';
import { requestLink, type SignUpResult, signUp } from '#lib/flows/sign-up.ts';

const askedFor = {
  email: z.string(),
  course: z.string(),
  shown: z.string(),
  /** The honeypot. */
  topic: z.string(),
};
const signUpFields = z.object({
  ...askedFor,
  page: z.string().startsWith('/').max(200),
  timeZone: z.string(),
});
const linkFields = z.object(askedFor);

/** “Send me lesson 1”: signs up, and shows the page that says what to look for. */
export async function askForCourse(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, signUpFields, (fields, sender) =>
    unlessHasty(fields, sender, () =>
      signUp(sender.runtime, {
        email: fields.email,
        course: fields.course,
        timeZone: fields.timeZone,
        source: fields.page,
        network: sender.network,
      }),
    ),
  );
}

/** “Send me my link”: the same answer for every address. */
export async function askForLink(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, linkFields, (fields, sender) =>
    unlessHasty(fields, sender, () =>
      requestLink(sender.runtime, { email: fields.email, course: fields.course, network: sender.network }),
    ),
  );
}

/** Forms filled by scripts go no further: a filled honeypot gets the usual next page, an odd time is asked to press again. */
async function unlessHasty(
  fields: { topic: string; shown: string },
  { runtime }: Sender,
  run: () => Promise<SignUpResult>,
): Promise<Outcome> {
  if (fields.topic !== '') return { goTo: '/pending/sent' };

  const now = await runtime.now();
  const time = verifyFormTime(runtime.tokens, fields.shown, now);
  switch (time) {
    case 'ok':
      break;
    case 'too-fast':
      return { problem: 'That was very quick. Please press the button again.' };
    case 'stale':
    case 'forged':
      return {
        problem: 'This page was open for a long time. Please press the button again.',
        typed: { shown: signFormTime(runtime.tokens, now) },
      };
    default:
      return time satisfies never;
  }

  const answer = await run();
  return answer.ok ? { goTo: `/pending/${answer.pendingToken}` } : { problem: answer.message };
}
