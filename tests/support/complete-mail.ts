import MailComposer from 'nodemailer/lib/mail-composer';
import type { Envelope, Message } from '#lib/domain/message.ts';
import { createTokens, parseKeyring } from '#lib/domain/token.ts';
import { compose } from '#lib/mail/compose.ts';
import type { SampleMail } from './mails.ts';

const tokens = createTokens(parseKeyring(`k1:${Buffer.alloc(32, 7).toString('base64url')}`));
const envelope: Envelope = {
  from: 'Lettercourse <hello@learn.example.org>',
  replyTo: 'Lettercourse <answers@example.org>',
  origin: 'https://learn.example.org',
  postalAddress: 'Tea & Sons, 1 Example Street, 75000 Paris, France',
  keyId: tokens.currentKeyId,
};

/** A mail as the transport is handed it: with real links, and the headers of its kind. */
export function messageOf({ course, edition, values }: SampleMail): Message {
  const lessons = Object.keys(values).flatMap((name) => /^(lesson\d*)Url$/.exec(name)?.[1] ?? []);
  const ids = Object.fromEntries(
    ['missed', 'lesson', ...lessons].map((name, index) => [name, idOf(10 + index)]),
  );
  const frozen = {
    deliveryId: idOf(1),
    kind: edition.kind,
    to: 'ada@mailbox.example.org',
    courseSlug: course,
    enrollmentId: idOf(2),
    signUpId: idOf(3),
    edition,
    slots: { ...values, ...ids },
  };
  return compose(frozen, envelope, tokens);
}

/** The same as it lies in a mailbox: one MIME message with both parts, in the bytes of RFC 5322. */
export function mimeOf(message: Message): Promise<Buffer> {
  const { from, to, subject, html, text, headers } = message;
  const mail = new MailComposer({
    ...{ from, to, subject, html, text, headers },
    ...(message.replyTo === null ? {} : { replyTo: message.replyTo }),
    date: new Date('2026-11-23T08:00:00Z'),
    messageId: `<${message.deliveryId}@learn.example.org>`,
  });
  return mail.compile().build();
}

function idOf(number: number): string {
  return `01990000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}
