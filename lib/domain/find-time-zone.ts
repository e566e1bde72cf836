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

/**
 * - `regions`: the first halves of names, those of older names among them: "US/Pacific", "Canada/Atlantic"
 * - `cities`: what people call each zone: the words of its name without the region, "port au prince"
 */
type Atlas = {
  regions: ReadonlySet<string>;
  cities: ReadonlyMap<string, string>;
  countries: ReadonlyMap<string, readonly string[]>;
};

/** Made when it is first asked for: it takes a tenth of a second, and most processes never ask. */
let madeAtlas: Atlas | undefined;

function atlas(): Atlas {
  madeAtlas ??= {
    regions: new Set([
      ...timeZones().flatMap((zone) => /^(\w+)\//.exec(zone)?.[1] ?? []),
      ...['US', 'Canada', 'Brazil', 'Mexico', 'Chile'],
    ]),
    cities: new Map(timeZones().map((zone) => [wordsOf(zone.replace(/^\w+\//, '')), zone])),
    countries: new Map([...zonesByCountry()].map(([country, zones]) => [wordsOf(country), zones])),
  };
  return madeAtlas;
}

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
  const names = [name, ...[...atlas().regions].map((region) => `${region}/${name}`)];
  return [...new Set(names.map((one) => canonicalTimeZone(one, '')))].filter(Boolean).sort();
}

function byCity(words: string): string[] {
  const zone = atlas().cities.get(words);
  return zone ? [zone] : [];
}

function byCountry(words: string): string[] {
  const zones = atlas().countries.get(words) ?? [];
  return [...new Set(zones.map((zone) => canonicalTimeZone(zone, '')))].filter(Boolean).sort();
}

function byBeginning(words: string): string[] {
  if (words.length < FEWEST_LETTERS || OFFSETS.has(words)) return [];
  return timeZones().filter((zone) => ` ${wordsOf(zone)}`.includes(` ${words}`));
}

function nearestTo(typed: string): string | null {
  const city = nearest(wordsOf(typed.slice(typed.lastIndexOf('/') + 1)), atlas().cities.keys());
  return (city !== null && atlas().cities.get(city)) || null;
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
