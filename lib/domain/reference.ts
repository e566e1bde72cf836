import type { Source } from './source.ts';

/** A source as a reader sees it: who, when, what, where, and how much it weighs. */
export type Reference = {
  /** “Lacy and others, 2024”; null when neither is known. */
  by: string | null;
  title: string;
  url: string;
  /** The journal's name, and volume and pages; null when it says no more than `by`. */
  journal: { name: string; rest: string } | null;
  /** “Randomised trial, 260 women” */
  kind: string;
};

export function describeReference(source: Source): Reference {
  const who = authorsInWords(source.authors);
  const by = [who, source.year].filter((part) => part !== null).join(', ');
  return {
    by: by === '' ? null : by,
    title: source.title.replace(/[.\s]+$/, ''),
    url: source.url,
    journal: journalOf(source.journal, who),
    kind: [KINDS[source.type] ?? capitalised(source.type), sizeOf(source.n)].filter(Boolean).join(', '),
  };
}

/** Short names of kinds of study, spelt out. */
const KINDS: Readonly<Record<string, string>> = {
  RCT: 'Randomised trial',
  'RCT (crossover)': 'Randomised crossover trial',
  'RCT (crossover) + lab': 'Randomised crossover trial and laboratory work',
  'RCT (secondary analysis)': 'Randomised trial, later analysis',
  'RCT (exploratory analysis)': 'Randomised trial, exploratory analysis',
  'conference abstract (RCT)': 'Conference abstract of a randomised trial',
  'human + mouse trial': 'Trial in people and mice',
  'case-control': 'Case-control study',
  cohort: 'Cohort study',
  consensus: 'Expert consensus',
  'cross-sectional': 'Cross-sectional study',
  'human experiment': 'Experiment in people',
  lab: 'Laboratory study',
};

/** “Lacy BE, Wise JL, Cangemi DJ” → “Lacy and others”. An institution stays as it is; unknown authors are left out. */
function authorsInWords(authors: string): string | null {
  if (authors === '' || /to be confirmed/.test(authors)) return null;
  const names = authors.split(/[,;] /);
  const surnames = names.map((name) => PERSON.exec(name)?.[1]?.trimEnd());
  const [first, second] = surnames;
  if (!first) return authors.replace(/ \([^)]*\)$/, '');
  if (names.length === 1) return first;
  return names.length === 2 && second ? `${first} and ${second}` : `${first} and others`;
}

/** A surname, whose words hold small letters, then initials: “De Winter BY”, but not “NHS West Lancashire CCG”. */
const PERSON = /^((?:\p{L}['’]?\p{Ll}[\p{L}'’-]* )+)\p{Lu}{1,4}$/u;

function journalOf(journal: string | null, who: string | null): Reference['journal'] {
  if (!journal || /to be confirmed|not shown/.test(journal)) return null;
  const [, name = journal, rest = ''] = /^(.*?)(?: (?=[\d(])(.*))?$/.exec(journal) ?? [];
  if (who !== null && (journal.startsWith(who) || who.startsWith(name))) return null;
  return { name, rest: rest.replace(/(:\d+)-(?=\d)/, '$1–') };
}

function sizeOf(n: string | null): string {
  if (n === null) return '';
  return /^[\d,]+$/.test(n) ? `${n} people` : n;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
