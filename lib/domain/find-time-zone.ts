import { zonesByCountry } from './country-zones.ts';
import { nearest } from './nearest.ts';
import { canonicalTimeZone, timeZones } from './time-zone.ts';

export type FoundTimeZone =
  | { found: 'one'; timeZone: string }
  | { found: 'several'; timeZones: string[] }
  /** `nearest` is what a mistyped word most likely means. */
  | { found: 'none'; nearest: string | null };

const LONGEST = 60;

/** Fewer letters begin too many names. */
const FEWEST_LETTERS = 3;

/** In the database they stand for an offset without summer time, which hardly anybody means by them. */
const OFFSETS: ReadonlySet<string> = new Set(['est', 'mst', 'hst']);

/** The first halves of names, those of older names among them: "US/Pacific", "Canada/Atlantic". */
const REGIONS = new Set([
  ...timeZones().flatMap((zone) => /^(\w+)\//.exec(zone)?.[1] ?? []),
  ...['US', 'Canada', 'Brazil', 'Mexico', 'Chile'],
]);

/** What people call each zone: the words of its name without the region, "port au prince". */
const CITIES = new Map(timeZones().map((zone) => [wordsOf(zone.replace(/^\w+\//, '')), zone]));

const COUNTRIES = new Map([...zonesByCountry()].map(([country, zones]) => [wordsOf(country), zones]));

/**
 * The time zone that somebody means by what they typed: its name, or an older one, or only its city or country, in any
 * capitals, with spaces, with or without accents ("Asia/Calcutta", "new york", "Zürich", "India"). Failing that, all with
 * a word in their name that begins so.
 */
export function findTimeZone(typed: string): FoundTimeZone {
  if (typed.length > LONGEST) return { found: 'none', nearest: null };
  const words = wordsOf(typed);
  const zones = [byName(plain(typed)), byCity(words), byCountry(words), byBeginning(words)].find(
    (found) => found.length > 0,
  );
  const [timeZone] = zones ?? [];
  if (!zones || timeZone === undefined) return { found: 'none', nearest: nearestTo(typed) };
  return zones.length === 1 ? { found: 'one', timeZone } : { found: 'several', timeZones: zones };
}

/** By the whole name, or by what stands behind the region. */
function byName(name: string): string[] {
  if (OFFSETS.has(name)) return [];
  const names = [name, ...[...REGIONS].map((region) => `${region}/${name}`)];
  return [...new Set(names.map((one) => canonicalTimeZone(one, '')))].filter(Boolean).sort();
}

function byCity(words: string): string[] {
  const zone = CITIES.get(words);
  return zone ? [zone] : [];
}

function byCountry(words: string): string[] {
  const zones = COUNTRIES.get(words) ?? [];
  return [...new Set(zones.map((zone) => canonicalTimeZone(zone, '')))].filter(Boolean).sort();
}

function byBeginning(words: string): string[] {
  if (words.length < FEWEST_LETTERS || OFFSETS.has(words)) return [];
  return timeZones().filter((zone) => ` ${wordsOf(zone)}`.includes(` ${words}`));
}

function nearestTo(typed: string): string | null {
  const city = nearest(wordsOf(typed.slice(typed.lastIndexOf('/') + 1)), CITIES.keys());
  return (city !== null && CITIES.get(city)) || null;
}

/** As names are written: "são  paulo" is "sao_paulo". */
function plain(text: string): string {
  return withoutAccents(text)
    .trim()
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, '_');
}

function wordsOf(text: string): string {
  return withoutAccents(text)
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
