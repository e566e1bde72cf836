import type { Refusal } from './faults.ts';
import type { Stored } from './mailbox.ts';

const USUAL = 20;
const MOST = 100;

/**
 * A page of everything taken, newest first. As at Resend, an item says to whom and about what, but carries no tags.
 * https://resend.com/docs/api-reference/emails/list-emails
 */
export function list(stored: readonly Stored[], query: URLSearchParams): object | Refusal {
  const limit = Number(query.get('limit') ?? USUAL);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) return { status: 422, name: 'validation_error' };
  const after = query.get('after');
  const last = after === null ? -1 : stored.findIndex(({ id }) => id === after);
  if (after !== null && last === -1) return { status: 404, name: 'not_found' };
  const page = stored.slice(last + 1, last + 1 + limit);
  return { object: 'list', has_more: last + 1 + limit < stored.length, data: page.map(item) };
}

/** https://resend.com/docs/api-reference/emails/retrieve-email */
export function lookUp(stored: readonly Stored[], id: string): object | Refusal {
  const mail = stored.find((one) => one.id === id);
  if (!mail) return { status: 404, name: 'not_found' };
  const { html, text, tags } = mail;
  return { object: 'email', ...item(mail), html, text, tags };
}

function item({ id, to, from, subject, createdAt }: Stored) {
  return {
    id,
    message_id: `<${id}@faulty.example>`,
    to,
    from,
    subject,
    // 2026-10-01 12:00:00.123000+00, as PostgreSQL writes it and Resend hands it on.
    created_at: createdAt.toISOString().replace('T', ' ').replace('Z', '000+00'),
    last_event: 'delivered',
    bcc: null,
    cc: null,
    reply_to: null,
    scheduled_at: null,
  };
}
