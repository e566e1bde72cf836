import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { parseProviderEvent } from '#lib/domain/provider-event.ts';
import { recordEvent } from '#lib/flows/record-event.ts';
import type { Runtime } from '#lib/runtime.ts';

export type Report = {
  type: string;
  /** The tag of the mail it is about. */
  delivery?: string | null;
  to?: string;
  at?: Date | string;
  bounce?: 'Permanent' | 'Transient' | 'Undetermined';
  /** The provider's id of the mail it is about. */
  mail?: string;
};

/** A webhook's payload as Resend documents it. */
export function payloadOf({
  type,
  delivery = null,
  to = 'ada@example.org',
  at = new Date(),
  bounce,
  mail = '56761188-7520-42d8-8898-ff6fc54ce618',
}: Report) {
  return {
    type,
    created_at: typeof at === 'string' ? at : at.toISOString(),
    data: {
      broadcast_id: null,
      created_at: '2026-11-22T23:41:11.894719+00:00',
      email_id: mail,
      from: 'Lettercourse <hello@learn.example.org>',
      to: [to],
      subject: 'Sending this example',
      tags: delivery === null ? {} : { delivery, kind: 'lesson', course: 'tea' },
      ...(bounce === undefined
        ? {}
        : { bounce: { type: bounce, subType: 'General', message: `550 no mailbox for ${to}` } }),
    },
  };
}

/** Lets the provider report something, once for each call, or again under an id it has used before. */
export async function reports(runtime: Runtime, report: Report, id: string = randomUUID()) {
  const event = parseProviderEvent(payloadOf(report));
  if (event === null) throw new Error('no event');
  return recordEvent(runtime, id, event);
}

/** The headers of a webhook, signed by the judge of others' implementations. */
export function signed(
  body: string,
  secret: string,
  { id = `msg_${randomUUID()}`, at = new Date() }: { id?: string; at?: Date } = {},
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
    'svix-signature': new Webhook(secret).sign(id, at, body),
  };
}
