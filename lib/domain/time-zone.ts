import { Temporal } from 'temporal-polyfill';

/**
 * Intl answers with the names CLDR froze long ago. People look for the name their city has today, so these are
 * shown and stored instead. Left: CLDR's; right: the current name in the IANA database (file `backward`).
 */
const CURRENT_NAMES: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

const OFFERED: ReadonlySet<string> = new Set(
  [...Intl.supportedValuesOf('timeZone').map(currentName), 'UTC'].sort(),
);

/** Every zone a learner can choose, by its current IANA name, sorted. */
export function timeZones(): string[] {
  return [...OFFERED];
}

/**
 * The one name of the zone that `input` means: aliases (`US/Pacific`, `Asia/Calcutta`) and odd capitals become the
 * name in `timeZones()`. Anything else gives `fallback`, never an error, because `input` comes from a browser.
 * Fixed offsets (`+02:00`, `Etc/GMT-2`) are "anything else": they know no summer time.
 */
export function canonicalTimeZone(input: string | null | undefined, fallback: string): string {
  if (typeof input !== 'string') return fallback;
  const name = resolve(input);
  return name !== null && OFFERED.has(name) ? name : fallback;
}

/** An instant as the wall clock and calendar of a zone read it. Throws on an invalid Date or zone. */
export function inZone(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

function resolve(input: string): string | null {
  try {
    return currentName(new Intl.DateTimeFormat('en', { timeZone: input }).resolvedOptions().timeZone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function currentName(name: string): string {
  return CURRENT_NAMES.get(name) ?? name;
}
