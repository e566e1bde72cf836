import { formatWhen } from '#lib/domain/schedule.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { type OutboxMessage, outboxMessages } from '#lib/flows/outbox.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import type { Runtime } from '#lib/runtime.ts';

type LinkKind = 'confirm' | 'manage' | 'lesson' | 'unsubscribe' | 'data' | 'address';

export type Learner = {
  address: string;
  /** All mail to this learner, oldest first. */
  mail(): Promise<OutboxMessage[]>;
  /** The lessons and closing mails among it: "two: Monday 18 January at 09:00, Europe/Paris". */
  lessons(): Promise<string[]>;
  /** The token of the newest link of this kind in the learner's mail. */
  token(kind: LinkKind): Promise<string>;
};

/** Somebody who has asked for the course and got the confirmation mail. */
export async function asked(
  runtime: Runtime,
  name: string,
  timeZone = 'Europe/Paris',
  course = 'leaky-gut',
): Promise<Learner> {
  const address = `${name}@example.org`;
  const result = await signUp(runtime, { email: address, course, timeZone, source: 'test', network: null });
  if (!result.ok) throw new Error(result.message);
  await runUntilQuiet(runtime);
  return learnerOf(runtime, address, timeZone);
}

/** Somebody who has confirmed and got lesson 1, also of a second course. */
export async function learning(
  runtime: Runtime,
  name: string,
  timeZone = 'Europe/Paris',
  course = 'leaky-gut',
): Promise<Learner> {
  const learner = await asked(runtime, name, timeZone, course);
  await confirm(runtime, await learner.token('confirm'), { network: null, begin: 'now' });
  await runUntilQuiet(runtime);
  return learner;
}

/** People who have confirmed without anybody working: their lesson 1 is due, and no confirmation mail leaves. */
export async function lessonOneDue(runtime: Runtime, names: readonly string[], course = 'leaky-gut') {
  for (const name of names) {
    const email = `${name}@example.org`;
    await signUp(runtime, { email, course, source: 'test', network: null });
    const { id } = await runtime.db.signUp.findFirstOrThrow({ where: { address: email } });
    await confirm(runtime, runtime.tokens.sign('confirm', id), { network: null });
  }
}

export function learnerOf(runtime: Runtime, address: string, timeZone = 'Europe/Paris'): Learner {
  const mail = async () => (await outboxMessages(runtime)).filter(({ to }) => to === address);
  return {
    address,
    mail,
    lessons: async () =>
      (await mail())
        .filter(({ headers }) => 'List-Unsubscribe' in headers)
        .map(({ subject, sentAt }) => `${subject}: ${formatWhen(new Date(sentAt), timeZone)}`),
    token: async (kind) => {
      for (const message of (await mail()).reverse()) {
        const found = tokenIn(message, kind);
        if (found) return found;
      }
      throw new Error(`${address} has no mail with a link to ${kind}`);
    },
  };
}

/** The token of the first link of this kind in a mail, if there is one. */
export function tokenIn({ text }: Pick<OutboxMessage, 'text'>, kind: LinkKind): string | undefined {
  return new RegExp(`/${kind}/([A-Za-z0-9._-]+)`).exec(text)?.[1];
}
