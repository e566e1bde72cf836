import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '#lib/content/lint/lint.ts';
import { type Finding, LINT_RULES } from '#lib/content/lint/rule.ts';
import { cleanFiles, writeFiles } from '#tests/support/clean-course.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const LESSON = '01-what-tea-is.md';
const KNOWN = ':::known\n- Tea is a leaf in water.:cite[lee2020]\n:::';
const RETRACTED = { date: '2026-05-01', note: 'by its publisher: made-up data' };

/** Each row: what is done to which file, and what an author is told: the rule, the line, what to do. */
const MISTAKES: [
  rule: string,
  file: string,
  find: string | RegExp,
  replace: string,
  line: number,
  told: RegExp,
][] = [
  ['syntax', LESSON, 'You may', '<br>You may', 15, /can’t hold HTML/],
  ['head', 'course.md', 'hour: 9', 'hour: 99', 8, /0 to 23/],
  ['subject', LESSON, /subject: .*/, `subject: ${'x'.repeat(61)}`, 3, /60 characters/],
  ['preheader', LESSON, /preheader: .*/, 'preheader: short', 4, /40 to 110/],
  ['unknown-source', LESSON, ':cite[park2019]', ':cite[unheard2020]', 27, /called “unheard2020”/],
  ['unchecked-source', 'sources.json', '"checked": "yes"', '"checked": "no"', 1, /Nobody has checked/],
  ['unknown-row', LESSON, 'row="help.1"', 'row="help.9"', 29, /No row is called “help.9”/],
  ['length', LESSON, /## How it is made[\s\S]*?(?=It is no)/, '## How\n\n', 1, /has 4\d\d words. Add 1\d\d,/],
  [
    'length',
    LESSON,
    'It is no',
    `${'Tea is hot. '.repeat(120)}It is no`,
    1,
    /Take out \d+, so that it has 600/,
  ],
  [
    'reading-grade',
    LESSON,
    /is made of a leaf/g,
    'characteristically incorporates it',
    19,
    /at most 8.*“Cup 1/,
  ],
  ['sections', LESSON, '## How', '### How', 1, /has 2 sections \(##\)/],
  ['sections', LESSON, 'It is no', '## A\n\nB\n\n## C\n\nD\n\n## E\n\nIt is no', 1, /has 6 sections/],
  ['known-unknown', LESSON, KNOWN, '', 1, /no :::known/],
  ['known-unknown', LESSON, ':::unknown\n- Whether it helps.\n:::', '', 1, /no :::unknown/],
  ['check-sources', LESSON, '  sources: [lee2020]\n', '', 6, /`check.sources` is empty/],
  ['unused-row', LESSON, '::claim[two trials that disagree]{row="help.1"}', '', 1, /Row help.1 is softened/],
  ['row-sources', 'evidence.yaml', 'grade: unsupported', 'grade: limited', 7, /Row leaf.1 is graded limited/],
  ['placeholder', LESSON, 'It is no', 'TODO: It is no', 45, /“TODO” stands for/],
  ['placeholder', LESSON, 'It is no', 'Lorem ipsum. It is no', 45, /“Lorem ipsum” stands for/],
  ['placeholder', LESSON, 'It is no', '[your town] It is no', 45, /“\[your town\]” stands for/],
  ['placeholder', LESSON, 'text: Use a clean pot.', 'text: "…"', 5, /“…” stands for/],
  [
    'placeholder',
    LESSON,
    'pubmed.ncbi.nlm.nih.gov/1/',
    'example.org/1/',
    15,
    /“https:\/\/example.org” stands for/,
  ],
  ['placeholder', 'evidence.yaml', 'Two trials disagree.', 'Two trials. # TBD', 5, /“TBD” stands for/],
  ['promise', LESSON, 'It is no detox.', 'Tea heals\nyour *gut* lining.', 45, /Is “heals” a promise/],
  ['promise', 'course.md', 'We are two', 'Tea boosts you. We are two', 15, /Is “boosts” a promise/],
  [
    'day-word',
    LESSON,
    'Use a clean pot',
    'Tomorrow use a clean pot',
    5,
    /Nobody can tell when “Tomorrow” is/,
  ],
  ['exclamation', LESSON, 'It is no detox.', 'It is no detox!', 45, /“It is no detox!”/],
  ['exclamation', 'evidence.yaml', 'Two trials disagree.', 'Two trials disagree!', 5, /full stop/],
  ['dead-link', 'course.md', '(/privacy)', '(/courses/tea/about)', 15, /\/courses\/tea\/about is no page/],
  ['mail-links', LESSON, '[a book on tea]', '[click here]', 15, /“click here” does not say where/],
  ['mail-links', LESSON, 'It is no', '[A book on tea](https://nih.gov/) is no', 15, /leads to .* and to/],
  [
    'mail-size',
    LESSON,
    'It is no',
    `${'Hot. '.repeat(5000)}It is no`,
    1,
    /HTML has 4\d\.\d KB. Up to 40 KB it comes quickly/,
  ],
  ['mail-size', LESSON, 'It is no', `${'Hot. '.repeat(13000)}It is no`, 1, /at most 80 KB/],
];

const WARNINGS = ['unused-source', 'promise'];

test('a course that has nothing to mend: no finding, and each lesson in numbers', async () => {
  expect(await lintFiles(cleanFiles())).toEqual({
    findings: [],
    lessons: [
      {
        course: 'tea',
        lesson: 'what-tea-is',
        words: 624,
        minutes: 3,
        grade: expect.closeTo(1, 0),
        htmlKb: expect.closeTo(20, -1),
      },
    ],
  });
});

describe('what is to be mended is told by its rule, with file, line, and what to do', () => {
  test.each(MISTAKES)('%s in %s: %s → %s', async (rule, file, find, replace, line, told) => {
    const findings = await findingsAfter([file, find, replace]);
    const ofRule = findings.filter((finding) => finding.rule === rule);
    expect(ofRule).toContainEqual({
      file: expect.stringMatching(toldIn(rule, file)),
      line,
      rule,
      severity: WARNINGS.includes(rule) || told.source.includes('comes quickly') ? 'warning' : 'error',
      message: expect.stringMatching(told),
    });
    expect(ofRule.length).toBeLessThanOrEqual(rule === 'unchecked-source' || rule === 'exclamation' ? 4 : 1);
  });

  test('a second lesson with the same slug', async () => {
    const files = cleanFiles();
    files.set('02-what-tea-is.md', files.get(LESSON) ?? '');
    expect((await lintFiles(files)).findings).toContainEqual(
      expect.objectContaining({ rule: 'slug', line: 1, message: expect.stringMatching(/Its slug is also/) }),
    );
  });

  test('a source that nothing cites', async () => {
    const findings = await findingsAfter(
      ['evidence.yaml', 'lee2020, park2019', 'lee2020'],
      [LESSON, ' Trials differ.:cite[park2019]', ''],
    );
    expect(findings).toEqual([
      expect.objectContaining({ rule: 'unused-source', severity: 'warning', line: 15 }),
    ]);
  });

  test('a dropped claim that a lesson grades better than the evidence does', async () => {
    const findings = await findingsAfter(
      [
        'evidence.yaml',
        'grade: unsupported, because: No study says so.',
        'grade: [limited, unsupported], because: No study says so., sources: [lee2020]',
      ],
      [LESSON, 'It is no detox.', 'It is no detox.:cite[lee2020]'],
      [LESSON, 'row="leaf.1"', 'row="leaf.1" is="limited"'],
    );
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'dropped-row',
        severity: 'error',
        line: 47,
        message: expect.stringMatching(/calls it limited. Write \{row="leaf.1" is="unsupported"\}/),
      }),
    ]);
  });

  test.each([
    [{ doi: 'https://doi.org/10.1000/LEE2020' }, 'error'],
    [{ url: 'https://pubmed.ncbi.nlm.nih.gov/lee2020' }, 'error'],
    [{ doi: '10.1000/other' }, null],
  ])('a source that was taken back, known by %o', async (by, severity) => {
    const { findings } = await lintFiles(cleanFiles(), JSON.stringify([{ ...by, ...RETRACTED }]));
    expect(findings.map((finding) => [finding.rule, finding.severity, finding.line])).toEqual(
      severity === null ? [] : [['retracted-source', severity, 3]],
    );
    if (severity)
      expect(findings[0]?.message).toContain('retracted on 2026-05-01 (by its publisher: made-up data)');
  });

  test.each([
    ['[{ "date": "2026-05-01", "note": "x" }]', /Entry 1: name the work by its doi, pmid or url/],
    ['[{ "doi": "1", "date": "May", "note": "x" }]', /Entry 1, `date`: write the date as 2026-11-22/],
    ['{', /not JSON/],
  ])('a list of works taken back that can’t be read: %s', async (list, told) => {
    const { findings } = await lintFiles(cleanFiles(), list);
    expect(findings).toEqual([
      expect.objectContaining({
        file: expect.stringMatching(/retractions.json$/),
        message: expect.stringMatching(told),
      }),
    ]);
  });

  test('every rule has its fixture here', () => {
    const alone = ['slug', 'unused-source', 'dropped-row', 'retracted-source'];
    const shown = [...MISTAKES.map(([rule]) => rule), ...alone];
    expect(LINT_RULES.filter((rule) => !shown.includes(rule))).toEqual([]);
  });
});

/** Where a course’s evidence is not what its lessons and sources are, it is told there. */
function toldIn(rule: string, file: string): string {
  return ['unchecked-source', 'unused-row'].includes(rule) ? 'evidence.yaml' : file;
}

test('everything of every file is told at once, though a head can’t be read', async () => {
  const findings = await findingsAfter(
    [LESSON, 'subject:', 'subjekt:'],
    [LESSON, 'It is no detox.', 'TODO!'],
    [LESSON, ':cite[park2019]', ':cite[unheard]'],
    [LESSON, KNOWN, ''],
    ['course.md', 'hour: 9', 'hour: 99'],
    ['course.md', '/privacy', '/secrecy'],
  );
  expect(findings.map(({ file, line, rule }) => `${file.replace(/^.*tea\//, '')}:${line} ${rule}`)).toEqual([
    `${LESSON}:1 known-unknown`,
    `${LESSON}:1 subject`,
    `${LESSON}:3 head`,
    `${LESSON}:27 unknown-source`,
    `${LESSON}:45 exclamation`,
    `${LESSON}:45 placeholder`,
    'course.md:8 head',
    'course.md:15 dead-link',
  ]);
});

describe('what is no mistake', () => {
  test.each([
    [LESSON, 'It is no detox.', 'Does tea heal? Sellers say that it boosts you. It isn’t proven to cure.'],
    [LESSON, 'It is no detox.', 'A healthy cup: secure, accurate, restful.'],
    [LESSON, 'It is no detox.', 'At 09:00 [e.g. on Mondays] “[sic]” it is hot …'],
    ['course.md', '/privacy', '/courses/tea/sources'],
    ['course.md', '/privacy', '/courses/tea/what-tea-is#top'],
    ['course.md', '/privacy', '/'],
  ])('%s: %s → %s', async (file, find, replace) => {
    expect(await findingsAfter([file, find, replace])).toEqual([]);
  });
});

test('a single course can be looked at; links to the others still lead somewhere', async () => {
  const dir = temporaryFolder();
  const tea = cleanFiles();
  tea.set('course.md', (tea.get('course.md') ?? '').replace('/privacy', '/courses/coffee'));
  const folder = await writeFiles(dir, 'tea', tea);
  await writeFiles(dir, 'coffee', new Map([['course.md', 'nothing yet']]));
  expect((await lint(folder))?.findings).toEqual([]);
  expect((await lint(`${folder}/`))?.findings).toEqual([]);
  expect((await lint(dir))?.findings.length).toBeGreaterThan(0);
});

test('where no course is, nothing was looked at', async () => {
  expect(await lint(temporaryFolder())).toBeNull();
  expect(await lint('nowhere/at/all')).toBeNull();
});

async function findingsAfter(
  ...changes: [file: string, find: string | RegExp, replace: string][]
): Promise<Finding[]> {
  const files = cleanFiles();
  for (const [file, find, replace] of changes) {
    const text = files.get(file) ?? '';
    const changed = text.replace(find, replace);
    expect(changed).not.toBe(text);
    files.set(file, changed);
  }
  return (await lintFiles(files)).findings;
}

async function lintFiles(files: ReadonlyMap<string, string>, retractions = '[]') {
  const dir = temporaryFolder();
  await writeFiles(dir, 'tea', files);
  await writeFile(join(dir, 'retractions.json'), retractions);
  const report = await lint(dir);
  if (!report) throw new Error('no course was found');
  return report;
}
