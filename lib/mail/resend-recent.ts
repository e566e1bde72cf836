import type { GetEmailResponse, ListEmailsResponse } from 'resend';
import { readableDate, tagOf } from './resend-look-up.ts';
import type { RecentMail } from './transport.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The mails of one page of the list; what can't be read of it is left out. */
export function recentIn({ data, error }: ListEmailsResponse): RecentMail[] | null {
  const items: unknown = data?.data;
  if (error || !Array.isArray(items)) return null;
  return items.flatMap((item: { id?: unknown; from?: unknown; created_at?: unknown } | null) => {
    if (typeof item?.id !== 'string' || typeof item.from !== 'string' || typeof item.created_at !== 'string')
      return [];
    const takenAt = new Date(readableDate(item.created_at));
    return Number.isNaN(takenAt.getTime()) ? [] : [{ providerId: item.id, sender: item.from, takenAt }];
  });
}

/** The delivery a mail is tagged with. */
export function deliveryIn(answer: GetEmailResponse): string | null {
  const tag = tagOf(answer);
  return tag !== null && UUID.test(tag) ? tag : null;
}
