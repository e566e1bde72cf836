import { clockOffsetMs } from '../db/course-time.ts';
import { noteTestMail } from '../db/sender.ts';
import { priorityOf } from '../domain/delivery.ts';
import type { Message } from '../domain/message.ts';
import type { SendOutcome } from '../mail/transport.ts';
import type { Runtime } from '../runtime.ts';
import { learnFrom, waitForMyTurn, whyClosed } from './turn.ts';

/** So long is waited for a turn. */
const PATIENCE_MS = 10_000;

/**
 * Hands a test mail to the transport, once. It is no `Delivery`, although everything else that leaves is one: a delivery is
 * a promise to a subscriber, which is planned, judged, tried again and looked up. A test mail is asked for by the person
 * at the terminal, who sees how it went and can ask again; a row would need a subscriber who never was one. So nothing
 * tries it a second time, and no row of a learner is read or written for it. What protects everybody holds for it too: it
 * is not sent while sending is stopped, nor to whom must not be mailed, and it waits for its turn.
 */
export async function sendTest(
  runtime: Runtime,
  message: Message,
): Promise<{ ok: true } | { ok: false; problem: string }> {
  const early = await whyNot(runtime, message);
  if (early !== null) return refuse(early);
  const waitMs = await waitForMyTurn(runtime, priorityOf('lesson'), performance.now() + PATIENCE_MS);
  if (waitMs !== null)
    return refuse('The provider is busy or does not answer. Nothing was sent. Try again in a minute.');
  // Somebody may have said no while the turn was waited for.
  const late = await whyNot(runtime, message);
  if (late !== null) return refuse(late);
  const signal = AbortSignal.timeout(runtime.mail.capabilities.requestMs);
  const outcome = await runtime.mail.send([message], { idempotencyKey: message.deliveryId, signal });
  await learnFrom(runtime, outcome);
  const problem = problemOf(outcome);
  if (problem !== null) return refuse(problem);
  await noteTestMail(runtime.db, acceptedId(outcome));
  return { ok: true };
}

/** Why nothing may leave now, or not to this address; null when it may. */
async function whyNot(runtime: Runtime, { to }: Message): Promise<string | null> {
  const { db, mail, hashAddress } = runtime;
  const closed = await whyClosed(runtime);
  if (closed) return `Sending is stopped: ${closed.reason}. Nothing was sent.`;
  if (mail.name !== 'outbox' && (await clockOffsetMs(db)) !== 0)
    return 'Course time was moved in this database, so it sends no real mail. Nothing was sent.';
  const addressKey = to.toLowerCase();
  const suppressed = await db.suppression.findUnique({ where: { addressHash: hashAddress(addressKey) } });
  if (suppressed) return 'Mail to this address came back or was complained about. Nothing was sent.';
  const person = await db.subscriber.findUnique({ where: { addressKey }, select: { standing: true } });
  return person?.standing === 'departed'
    ? 'Somebody at this address has stopped all mail. Nothing was sent.'
    : null;
}

function problemOf(outcome: SendOutcome): string | null {
  switch (outcome.outcome) {
    case 'answered': {
      const [answer] = outcome.messages;
      return answer && 'refused' in answer
        ? `The provider refused it: ${answer.refused}. Nothing was sent.`
        : null;
    }
    case 'refused':
    case 'halted':
    case 'not-now':
      return `The provider refused it: ${outcome.reason}. Nothing was sent.`;
    case 'no-answer':
    case 'conflict':
      return `The provider’s answer was lost (${outcome.reason}). It may have been sent: look into the mailbox before you try again.`;
    default:
      return outcome satisfies never;
  }
}

/** The provider's id of the one mail. */
function acceptedId(outcome: SendOutcome): string | null {
  const [answer] = outcome.outcome === 'answered' ? outcome.messages : [];
  return answer && 'accepted' in answer ? answer.accepted : null;
}

function refuse(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
