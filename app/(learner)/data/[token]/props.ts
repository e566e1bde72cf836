import { formatDay } from '#lib/domain/schedule.ts';
import type { PersonData } from '#lib/flows/person-data.ts';

/** What every part of this page is given. */
export type PartProps = { data: PersonData };

/** Whose clock the page goes by. */
export function zoneOf({ person }: PersonData): string {
  return person?.timeZone ?? 'UTC';
}

/** “6 January 2027”, by the person's clock. */
export function dayIn(data: PersonData): (at: Date) => string {
  return (at) => formatDay(at, zoneOf(data));
}

/** “on the page /courses/tea, from the network 192.0.2.7” */
export function wayOf(source: string, network: string | null): string {
  const way = source.startsWith('/') ? `on the page ${source}` : `by ${source}`;
  return network === null ? way : `${way}, from the network ${network}`;
}

/** Where a form of this page is posted without JavaScript: the page, at its part. */
export function pageAt(token: string, part: string): string {
  return `/data/${token}#${part}`;
}
