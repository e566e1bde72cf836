import { expect, test } from 'vitest';
import { describeReference } from '#lib/domain/reference.ts';
import type { Source } from '#lib/domain/source.ts';

test.each([
  ['Camilleri M', 'Camilleri, 2020'],
  ['Camilleri M, Vella A', 'Camilleri and Vella, 2020'],
  ['Lacy BE, Wise JL, Cangemi DJ', 'Lacy and others, 2020'],
  ["Del Bo' C, De Winter BY, et al.", "Del Bo' and others, 2020"],
  ['World Health Organization', 'World Health Organization, 2020'],
  ['NHS West Lancashire CCG', 'NHS West Lancashire CCG, 2020'],
  ['InnerBuddies (company)', 'InnerBuddies, 2020'],
  ['authors to be confirmed', '2020'],
])('%s is shown as %s', (authors, by) => {
  expect(describeReference({ ...STUDY, authors }).by).toBe(by);
});

test.each([
  ['Gut 68(8):1516-1526', 'Gut', '68(8):1516–1526'],
  ['Sports Medicine', 'Sports Medicine', ''],
  ['WHO (ISBN 978-92-4-007361-6)', 'WHO', '(ISBN 978-92-4-007361-6)'],
])('the journal %s is set as name and place', (journal, name, rest) => {
  expect(describeReference({ ...STUDY, journal }).journal).toEqual({ name, rest });
});

test.each([
  ['NHS', 'NHS (UK)'],
  ['NHS Tayside', 'NHS (UK)'],
  ['Lee A', 'journal to be confirmed'],
  ['Lee A', null],
])('a journal that says no more than its author is left out: %s in %s', (authors, journal) => {
  expect(describeReference({ ...STUDY, authors, journal }).journal).toBeNull();
});

test.each([
  ['RCT', '260 women', 'Randomised trial, 260 women'],
  ['meta-analysis', '11,305', 'Meta-analysis, 11,305 people'],
  ['systematic review', '12 studies', 'Systematic review, 12 studies'],
  ['guideline', null, 'Guideline'],
])('%s of %s is called “%s”', (type, n, kind) => {
  expect(describeReference({ ...STUDY, type, n }).kind).toBe(kind);
});

const STUDY: Source = {
  id: 'study',
  title: 'A study',
  authors: 'Lee A',
  year: 2020,
  journal: 'Gut',
  type: 'review',
  n: null,
  doi: null,
  pmid: null,
  url: 'https://example.org/study',
  finding: '',
  checked: 'yes',
  checkedNote: '',
};
