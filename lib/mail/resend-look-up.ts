import type { GetEmailResponse, ListEmailsResponse } from 'resend';
import type { Found, Wanted } from './transport.ts';

/** Our clock and the provider's may differ by so much. */
const CLOCKS_DIFFER_MS = 30 * 60_000;

/** The provider keeps what it sent for 30 days; what is older may have been there and be gone. */
const KEPT_MS = 29 * 86_400_000;

/** More than fifty thousand mails in between are not gone through: such a search ends without proof. */
const MOST_PAGES = 500;

type Api = {
  list(after: string | undefined): Promise<ListEmailsResponse>;
  get(id: string): Promise<GetEmailResponse>;
};

/**
 * Goes through the provider's list, newest first, back to half an hour before the first attempt. Its items carry
 * neither tags nor keys, so whatever has the right recipient and subject is fetched and known by its tag
 * (https://resend.com/docs/api-reference/emails/list-emails).
 */
export async function findAccepted(api: Api, wanted: Wanted, turn: () => Promise<boolean>): Promise<Found> {
  const accepted = new Map<string, string>();
  const missing = () => wanted.messages.filter(({ deliveryId }) => !accepted.has(deliveryId));
  const since = wanted.firstAttemptAt.getTime() - CLOCKS_DIFFER_MS;
  let complete = true;
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    if (!(await turn())) return { accepted, complete: false };
    const listed = itemsIn(await api.list(after));
    if (listed === null) return { accepted, complete: false };
    for (const item of listed.items) {
      if (createdAt(item) < since || !missing().some((message) => isLike(message, item))) continue;
      if (!(await turn())) return { accepted, complete: false };
      const tag = tagOf(await api.get(item.id));
      if (tag === null) complete = false;
      else if (missing().some(({ deliveryId }) => deliveryId === tag)) accepted.set(tag, item.id);
    }
    if (missing().length === 0) return { accepted, complete: true };
    const last = listed.items.at(-1);
    if (!listed.hasMore || !last || createdAt(last) < since) {
      return { accepted, complete: complete && isKept(wanted) };
    }
    after = last.id;
  }
  return { accepted, complete: false };
}

function isKept({ firstAttemptAt, now }: Wanted): boolean {
  return now.getTime() - firstAttemptAt.getTime() < KEPT_MS;
}

type Item = { id: string; to: readonly string[]; subject: string; created_at: string };

/** @returns null for an answer that can't be read, which proves nothing */
function itemsIn({ data, error }: ListEmailsResponse): { items: Item[]; hasMore: boolean } | null {
  const answer: { data?: unknown; has_more?: unknown } | null = data;
  if (error || !Array.isArray(answer?.data)) return null;
  const items: unknown[] = answer.data;
  const readable = items.filter(isItem);
  return readable.length === items.length ? { items: readable, hasMore: answer.has_more === true } : null;
}

function isItem(item: unknown): item is Item {
  if (typeof item !== 'object' || item === null) return false;
  const { id, to, subject, created_at }: Partial<Record<keyof Item, unknown>> = item;
  return (
    typeof id === 'string' &&
    Array.isArray(to) &&
    typeof subject === 'string' &&
    typeof created_at === 'string' &&
    Number.isFinite(Date.parse(readableDate(created_at)))
  );
}

function isLike({ to, subject }: Wanted['messages'][number], item: Item): boolean {
  return (
    (subject === null || item.subject === subject) &&
    item.to.some((address) => address.toLowerCase() === to.toLowerCase())
  );
}

/** The tag `delivery` of one mail; an empty text where it has none, null when the answer can't be read. */
export function tagOf({ data, error }: GetEmailResponse): string | null {
  if (error || typeof data !== 'object' || data === null) return null;
  const tags: unknown = data.tags;
  if (!Array.isArray(tags)) return '';
  return tags.find((tag: { name?: unknown }) => tag?.name === 'delivery')?.value ?? '';
}

function createdAt({ created_at }: Item): number {
  return Date.parse(readableDate(created_at));
}

/** Resend writes `2026-11-25 09:00:00.123456+00`. */
export function readableDate(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
}
