/**
 * Time zones a second way, so that the schedule is not judged by the library it is made of: offsets read off
 * Intl.DateTimeFormat, wall clocks found by trying every offset in force around that day.
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The instant at which a zone's clocks show this hour of the UTC-midnight `day`; out of a gap, forward by its length. */
export function wallClockInstant(timeZone: string, day: number, hour: number): number {
  const wall = day + hour * HOUR_MS;
  const before = offsetAt(timeZone, wall - DAY_MS);
  const after = offsetAt(timeZone, wall + DAY_MS);
  const candidates = [wall - before, wall - after].filter((at) => at + offsetAt(timeZone, at) === wall);
  return candidates.length > 0 ? Math.min(...candidates) : wall - before;
}

/** Instants in [from, to) at which the zone's offset changes. Looks once a week: Morocco's Ramadan is the shortest. */
export function clockChanges(timeZone: string, from: number, to: number): number[] {
  const changes: number[] = [];
  for (let start = from; start < to; start += 7 * DAY_MS) {
    let [low, high] = [start, Math.min(start + 7 * DAY_MS, to)];
    if (offsetAt(timeZone, low) === offsetAt(timeZone, high)) continue;
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000;
      if (offsetAt(timeZone, middle) === offsetAt(timeZone, low)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}

/** The calendar day, as YYYY-MM-DD. */
export function localDay(timeZone: string, at: Date): string {
  return new Date(at.getTime() + offsetAt(timeZone, at.getTime())).toISOString().slice(0, 10);
}

function offsetAt(timeZone: string, at: number): number {
  const minute = at - (at % 60_000);
  return Date.parse(`${formatOf(timeZone).format(minute).replace(' ', 'T')}Z`) - minute;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // Swedish writes dates as ISO 8601 does.
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}
