import { formatDay, localTime } from '#lib/domain/schedule.ts';

/** "14 December 2026, 09:00" on a clock: a person's, or that of the machine, where operators sit. */
export function Moment({ at, zone = HERE }: { at: Date; zone?: string }) {
  return (
    <time dateTime={at.toISOString()}>
      {formatDay(at, zone)}, {localTime(at, zone)}
    </time>
  );
}

export const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone;
