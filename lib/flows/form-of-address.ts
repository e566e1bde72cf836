import type { Member } from '../db/members.ts';
import { formatDay } from '../domain/schedule.ts';

/** How every mail of a course addresses its reader, and why they get it: slot values. */
export function formOfAddress({ name, askedAt, timeZone }: Member, now: Date) {
  return {
    greeting: `Dear ${name ?? 'reader'},`,
    askedOn: formatDay(askedAt ?? now, timeZone),
  };
}
