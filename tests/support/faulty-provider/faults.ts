import type { Chance } from '#prisma/chance.ts';

/**
 * What goes wrong with one request: whether the provider takes what it asks for, and what the asker sees instead of the
 * truth. Where it asks for nothing to be taken (a look-up), only the second half matters.
 */
export type Fault = {
  taken: boolean;
  /** `never`: the connection stays open, and silent. `cut`: a 200 that ends in the middle. `page`: a 200 full of HTML. */
  answer: 'truth' | 'lost' | 'never' | 'cut' | 'page' | Refusal;
  /** The provider thinks so long first; the key is in use meanwhile, and it goes on though nobody listens any more. */
  afterMs?: number;
};

export type Refusal = { status: number; name: string; headers?: Record<string, string> };

export const FAULTS = {
  'reply lost': { taken: true, answer: 'lost' },
  'reset before': { taken: false, answer: 'lost' },
  'taken, then silence': { taken: true, answer: 'never' },
  silence: { taken: false, answer: 'never' },
  'cut short': { taken: true, answer: 'cut' },
  'a page': { taken: true, answer: 'page' },
  slow: { taken: true, answer: 'truth', afterMs: 1500 },
  'a page instead': { taken: false, answer: 'page' },
  '500': { taken: false, answer: { status: 500, name: 'application_error' } },
  '500 though taken': { taken: true, answer: { status: 500, name: 'application_error' } },
  '503': { taken: false, answer: { status: 503, name: 'service_unavailable' } },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** `refuses`: connections end at once. `hangs`: they stay silent. `answers lost`: everything is taken, nobody is told. */
export type Outage = 'refuses' | 'hangs' | 'answers lost';

const IN_AN_OUTAGE: Record<Outage, Fault> = {
  refuses: FAULTS['reset before'],
  hangs: FAULTS.silence,
  'answers lost': FAULTS['reply lost'],
};

export type Weather = {
  /** What befalls the next request, or null when nothing does. */
  befalls(what: 'send' | 'look-up'): Fault | null;
  /** Faults for the coming requests of this sort, one each, before any chance. */
  script(what: 'send' | 'look-up', faults: readonly Fault[]): void;
  chances(chances: Chances): void;
  outage(kind: Outage | null): void;
};

/** How likely each fault is, from 0 to 1; together at most 1. */
export type Chances = Partial<Record<FaultName, number>>;

export function createWeather(chance: Chance, first: Chances): Weather {
  const scripts = { send: [] as Fault[], 'look-up': [] as Fault[] };
  let chances = first;
  let outage: Outage | null = null;
  return {
    befalls(what) {
      if (outage !== null) return IN_AN_OUTAGE[outage];
      return scripts[what].shift() ?? draw(chance.next(), chances);
    },
    script: (what, faults) => {
      scripts[what].push(...faults);
    },
    chances: (next) => {
      chances = next;
    },
    outage: (kind) => {
      outage = kind;
    },
  };
}

function draw(at: number, chances: Chances): Fault | null {
  let upTo = 0;
  for (const name of Object.keys(FAULTS) as FaultName[]) {
    upTo += chances[name] ?? 0;
    if (at < upTo) return FAULTS[name];
  }
  return null;
}
