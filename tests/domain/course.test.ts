import { describe, expect, test } from 'vitest';
import {
  type Course,
  CourseError,
  type Problem,
  parseCourse,
  parseLesson,
  readCourse,
} from '#lib/domain/course.ts';
import { fixtureCourse, fixtureFiles } from '#tests/support/fixture-course.ts';

describe('a course', () => {
  const course = fixtureCourse();
  const [first, second] = course.lessons;

  test('is read with its lessons in the order of their numbers', () => {
    expect(course).toMatchObject({ slug: 'tea', title: 'Two lessons on tea', weekday: 1, hour: 9 });
    expect(course.lessons.map((lesson) => lesson.slug)).toEqual(['what-tea-is', 'how-to-make-it']);
    expect(first?.recap).toBeNull();
    expect(second?.recap).toBe('Tea is a leaf in water.');
    expect(second?.check.correct).toBe(1);
    expect(second?.reviewed).toEqual({ date: '2026-11-22', by: 'Dr Ito' });
  });

  test('says who is behind it', () => {
    expect(course.behind).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'We are two people who drink tea. More is ' },
          { type: 'link', url: 'https://example.org/us', children: [{ type: 'text', text: 'on our page' }] },
          { type: 'text', text: '.' },
        ],
      },
    ]);
  });

  test('may lead from the page about it to another page of the site', () => {
    const files = fixtureFiles();
    files.set('course.md', (files.get('course.md') ?? '').replace('https://example.org/us', '/privacy'));
    expect(JSON.stringify(parseCourse('tea', files).behind)).toContain('"url":"/privacy"');
  });

  test('numbers references in the order of their first citation, each once', () => {
    expect(first?.references.map((source) => source.id)).toEqual(['lee2020', 'park2019', 'who2021']);
    expect(first?.body[2]).toEqual({
      type: 'paragraph',
      children: [
        { type: 'text', text: 'People who drink tea say so.' },
        { type: 'cite', numbers: [1] },
        { type: 'text', text: ' Trials differ.' },
        { type: 'cite', numbers: [2, 1] },
      ],
    });
  });

  test('keeps every kind of block, in order', () => {
    expect(first?.body.map((block) => block.type)).toEqual(
      'paragraph heading paragraph claim list claim heading list claim safety note paragraph'.split(' '),
    );
    expect(first?.body[3]).toEqual({
      type: 'claim',
      row: 'help.1',
      grade: 'contested',
      reason: 'two trials that disagree',
    });
    expect(first?.body[9]).toMatchObject({
      title: 'Ask a doctor',
      blocks: [{ type: 'paragraph' }, { type: 'list', ordered: false }],
    });
  });

  test('sets what is known and unknown apart, and goes on numbering there', () => {
    expect(first?.known).toEqual([
      [
        { type: 'text', text: 'Tea is a leaf in water.' },
        { type: 'cite', numbers: [1] },
      ],
      [{ type: 'text', text: 'It is drunk hot.' }],
    ]);
    expect(first?.unknown).toHaveLength(1);
    expect(second?.unknown).toEqual([]);
  });

  test('grounds the answer of its question in sources, by their numbers in rising order', () => {
    expect(first?.check.cites).toEqual([1, 3]);
    expect(second?.check.cites).toEqual([]);
  });

  test('has its evidence, each row with its grades', () => {
    expect(course.evidence.map(({ id, grades }) => [id, ...grades])).toEqual([
      ['help.1', 'contested', 'limited'],
      ['help.2', 'strong'],
      ['help.3', 'unsupported'],
      ['time.1', 'very limited', 'limited', 'moderate'],
      ['leaf.1', 'unsupported'],
    ]);
  });

  test('has its dated corrections', () => {
    const files = fixtureFiles();
    files.set('corrections.yaml', CORRECTION);
    expect(parseCourse('tea', files).corrections).toEqual([
      {
        id: '2026-12-01-time',
        date: '2026-12-01',
        lesson: 'what-tea-is',
        was: 'Tea cures.',
        now: 'It does not.',
        because: 'c',
      },
    ]);
  });

  test('keeps a time of day as text, though Markdown sees a directive in it', () => {
    expect(JSON.stringify(first?.body[0])).toContain('It is drunk at 16');
    expect(JSON.stringify(first?.body[0])).toContain('":30"');
  });

  test('is read the same with Windows line endings', () => {
    const files = new Map([...fixtureFiles()].map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
    expect(parseCourse('tea', files)).toEqual(course);
  });
});

test('a lesson whose head has a mistake is read but for that entry, so that the rest can be looked at', () => {
  const files = fixtureFiles();
  const broken = (files.get('01-what-tea-is.md') ?? '').replace(/subject: .*/, 'subjekt: What tea is');
  files.set('01-what-tea-is.md', broken);
  const told: string[] = [];
  const { course, draft } = readCourse('tea', files, (_file, _line, message) => told.push(message));
  expect(told).toHaveLength(2);
  expect(course?.lessons.map(({ slug }) => slug)).toEqual(['how-to-make-it']);
  const { subject, minutes, ...kept } = fixtureCourse().lessons[0] ?? {};
  expect(draft.lessons[0]).toEqual({ file: '01-what-tea-is.md', lesson: kept });
});

test('a lesson alone can be read, and its problems name its slug', () => {
  const markdown = fixtureFiles().get('02-how-to-make-it.md') ?? '';
  const course = fixtureCourse();
  const sources = new Map(course.sources.map((source) => [source.id, source]));
  const evidence = new Map(course.evidence.map((row) => [row.id, row]));
  expect(parseLesson('how-to-make-it', markdown, { sources, evidence })).toEqual(course.lessons[1]);
  expect(() => parseLesson('how-to-make-it', markdown, { sources: new Map(), evidence })).toThrow(
    'how-to-make-it.md:15  No source is called “park2019”. Add it to sources.json, or mend the name.',
  );
});

describe('reading time', () => {
  test.each([
    [1, 1],
    [220, 1],
    [221, 2],
    [440, 2],
    [441, 3],
  ])('%i words take %i minutes', (words, minutes) => {
    const counted = 'title recap action text question one two explanation'.split(' ').length;
    const body = Array.from({ length: Math.max(words - counted, 1) }, () => 'word').join(' ');
    const head = `---
title: title
subject: s
preheader: ${'p'.repeat(40)}
recap: recap
action: { title: action, text: text }
check: { question: question, answers: [one, two], correct: A, explanation: explanation }
reviewed: { date: 2026-11-22, by: null }
---
`;
    expect(parseLesson('lesson', head + body, NOTHING).minutes).toBe(minutes);
  });
});

const NOTHING = { sources: new Map(), evidence: new Map() };

const CORRECTION = `- { id: 2026-12-01-time, date: 2026-12-01, lesson: what-tea-is, was: Tea cures., now: It does not., because: c }`;

/** Each row: what is done to which file, and the problem that an author is told. */
const MISTAKES: [file: string, find: string | RegExp, replace: string, line: number, told: RegExp][] = [
  ['course.md', 'promise: What', 'vow: What', 1, /`promise` is missing/],
  ['course.md', 'promise: What', 'vow: What', 3, /Remove or rename `vow`/],
  ['course.md', 'Two lessons on tea', 'x'.repeat(39), 2, /38 characters/],
  ['course.md', 'Europe/Paris', 'Paris', 6, /IANA time zone/],
  ['course.md', 'monday', 'moonday', 7, /weekday/],
  ['course.md', 'hour: 9', 'hour: 24', 8, /0 to 23/],
  ['course.md', /description: .*/, 'description: short', 5, /70 to 160/],
  ['course.md', /soon: .*/, 'soon: []', 12, /at least one/],
  ['course.md', 'We are two people', 'We.:cite[lee2020] Two people', 16, /no list of references/],
  ['course.md', /^---\n/, '', 1, /Begin the file with its head/],
  ['course.md', 'hour: 9', 'hour: [9', 9, /not YAML/],
  ['sources.json', '[', '', 1, /not JSON/],
  ['sources.json', '"title": "A study called lee2020",', '', 3, /Source lee2020, `title`/],
  [
    'sources.json',
    'https://example.org/lee2020',
    'example.org',
    3,
    /lee2020, `url`: write the whole address/,
  ],
  ['sources.json', '"id": "park2019"', '"id": "lee2020"', 14, /stands here twice/],
  ['01-what-tea-is.md', 'title: What tea is\n', '', 1, /`title` is missing/],
  ['01-what-tea-is.md', /subject: .*/, `subject: ${'x'.repeat(61)}`, 3, /60 characters/],
  ['01-what-tea-is.md', /subject: .*/, 'subject: "a\\nBcc: b"', 3, /one line/],
  ['01-what-tea-is.md', /preheader: .*/, 'preheader: short', 4, /40 to 110/],
  ['01-what-tea-is.md', /preheader: .*/, `preheader: ${'x'.repeat(111)}`, 4, /40 to 110/],
  ['01-what-tea-is.md', 'text: Use a clean pot.', 'text: "Use it.:cite[lee2020]"', 5, /cite in the text/],
  ['01-what-tea-is.md', '[A leaf in water., A medicine.]', '[A leaf.]', 8, /at least two answers/],
  ['01-what-tea-is.md', 'correct: A', 'correct: C', 9, /no answer has this letter/],
  ['01-what-tea-is.md', '2026-11-22', 'yesterday', 12, /2026-11-22/],
  ['01-what-tea-is.md', ', by: null', '', 12, /`reviewed.by` is missing/],
  ['01-what-tea-is.md', /action: /, 'recap: Nothing.\naction: ', 2, /Remove `recap`/],
  ['01-what-tea-is.md', ':cite[lee2020] Trials', ':cite[leee2020] Trials', 19, /called “leee2020”/],
  ['01-what-tea-is.md', ':cite[lee2020] Trials', ':cite[unread] Trials', 19, /Nobody has checked “unread”/],
  ['01-what-tea-is.md', ':cite[lee2020] Trials', ':cite Trials', 19, /No source is called “”/],
  ['01-what-tea-is.md', ':cite[lee2020] Trials', ': cite :site[lee2020]', 19, /There is no :site/],
  [
    '01-what-tea-is.md',
    'sources: [who2021, lee2020]',
    'sources: [unread]',
    1,
    /`check.sources`: Nobody has checked “unread”/,
  ],
  ['01-what-tea-is.md', 'is="contested"', 'is="good"', 21, /Write the grade as/],
  ['01-what-tea-is.md', 'is="contested"', 'is="strong"', 21, /graded contested and limited, not strong/],
  ['01-what-tea-is.md', ' is="contested"', '', 21, /several grades/],
  ['01-what-tea-is.md', 'row="help.1"', 'row="help.9"', 21, /No row is called “help.9”/],
  [
    '01-what-tea-is.md',
    /so\.:cite\[lee2020\] Trials.*/,
    'so.',
    21,
    /cites no source of row help.1.*lee2020, park2019/,
  ],
  ['01-what-tea-is.md', 'two trials that disagree', '*two* trials', 21, /in plain words/],
  ['01-what-tea-is.md', '::claim[two', '::rating[two', 21, /There is no ::rating/],
  ['01-what-tea-is.md', ':::unknown\n- Whether', ':::known\n- Whether', 52, /has one :::known/],
  ['01-what-tea-is.md', ':::unknown\n- Whether', ':::unknown\nWhether', 52, /as one list/],
  ['01-what-tea-is.md', 'By asking people.\n', '', 41, /box is empty/],
  ['evidence.yaml', 'verdict: softened', 'verdict: soft', 3, /Entry help.1: `verdict`: write one of: kept/],
  [
    'evidence.yaml',
    'sources: [lee2020, park2019]',
    'sources: [unread]',
    1,
    /Entry help.1: Nobody has checked “unread”/,
  ],
  ['evidence.yaml', 'id: time.1', 'id: help.1', 9, /stands here twice/],
  ['evidence.yaml', 'because: Two', 'becuse: Two', 1, /remove or rename becuse/],
  ['evidence.yaml', 'because: Two', 'because: [Two', 6, /not YAML/],
  ['course.md', 'We are two people', '::claim[x]{row="help.1"}\n\nWe are two people', 16, /no evidence/],
  [
    '01-what-tea-is.md',
    'the morning\n',
    'the morning\n\n::claim[x]{row="help.3"}\n',
    30,
    /right below the paragraph/,
  ],
  ['01-what-tea-is.md', '## Does', '# Does', 17, /Use ## or ###/],
  ['01-what-tea-is.md', '## Does it help?', '### Does it help?', 17, /first heading is a ##/],
  ['01-what-tea-is.md', '- One item', '- # One item', 23, /item is one paragraph/],
  ['01-what-tea-is.md', '- Another item.', '- Another\n  - item.', 25, /without a list inside/],
  ['01-what-tea-is.md', ':::\n\nA last', '\nA last\n\n## word', 46, /closing ::: missing/],
  ['01-what-tea-is.md', ':::safety', ':::danger', 35, /There is no :::danger/],
  ['01-what-tea-is.md', 'A last word.', '<b>A</b> last word.', 45, /can’t hold HTML/],
  ['01-what-tea-is.md', 'A last word.', '![A](https://example.org/a.png)', 45, /can’t hold a picture/],
  ['01-what-tea-is.md', 'A last word.', '> A last word.', 45, /can’t hold a quotation block/],
  ['01-what-tea-is.md', 'A last word.', '    code', 45, /can’t hold a code block/],
  ['01-what-tea-is.md', 'A last word.', 'A `last` word.', 45, /can’t hold code/],
  ['01-what-tea-is.md', 'A last word.', 'A last\\\nword.', 45, /can’t hold a line break/],
  ['01-what-tea-is.md', 'A last word.', '[A](javascript:alert) word.', 45, /beginning with https/],
  ['01-what-tea-is.md', 'A last word.', '[A](/privacy) word.', 45, /beginning with https/],
  ['course.md', 'https://example.org/us', '//example.org/us', 16, /beginning with https/],
  ['01-what-tea-is.md', 'A last word.', 'A last ::claim[x]{row="help.3"} word.', 45, /alone on a line/],
  ['02-how-to-make-it.md', /recap: .*\n/, '', 2, /Add `recap`/],
  ['02-how-to-make-it.md', 'How to make it', 'What tea is', 1, /Its title is also that of “What tea is”/],
  ['02-how-to-make-it.md', 'How to make tea', 'What tea is, and isn’t', 1, /Its subject is also/],
];

describe('a mistake is told with its file, its line, and what to do', () => {
  test.each(MISTAKES)('%s: %s → %s', (file, find, replace, line, told) => {
    const files = fixtureFiles();
    const text = files.get(file) ?? '';
    const changed = text.replace(find, replace);
    expect(changed).not.toBe(text);
    const problems = problemsOf(files.set(file, changed));
    expect(problems).toContainEqual({
      file,
      line,
      message: expect.stringMatching(told),
      rule: expect.any(String),
    });
  });

  test('of a file that is missing', () => {
    expect(problemsOf(new Map()).map(({ file }) => file)).toEqual(['sources.json', 'course.md', 'course.md']);
  });

  test.each(['03-how.md', '02-How.md', '2-how.md', '02_how.md'])('of a lesson that is called %s', (name) => {
    const files = fixtureFiles();
    files.set(name, files.get('02-how-to-make-it.md') ?? '');
    files.delete('02-how-to-make-it.md');
    expect(problemsOf(files)).toEqual([
      { file: name, line: 1, message: expect.stringMatching(/Rename it to 02-<slug>.md/), rule: 'slug' },
    ]);
  });

  test('of a second lesson with the same slug', () => {
    const files = fixtureFiles();
    files.set('03-what-tea-is.md', (files.get('02-how-to-make-it.md') ?? '').replaceAll('How to', 'Why to'));
    expect(problemsOf(files)).toContainEqual({
      file: '03-what-tea-is.md',
      line: 1,
      message: 'Its slug is also that of 01-what-tea-is.md. Give each lesson its own.',
      rule: 'slug',
    });
  });

  test.each(['sources', 'changes'])('of a lesson whose slug is that of a page, %s', (slug) => {
    const files = fixtureFiles();
    files.set(`02-${slug}.md`, files.get('02-how-to-make-it.md') ?? '');
    files.delete('02-how-to-make-it.md');
    expect(problemsOf(files)).toEqual([
      { file: `02-${slug}.md`, line: 1, message: expect.stringMatching(/is a page/), rule: 'slug' },
    ]);
  });

  test.each([
    [
      'of a lesson that there is not',
      'lesson: what-tea-is',
      'lesson: coffee',
      /no lesson is called “coffee”/,
    ],
    [
      'while the lesson still says it',
      'was: Tea cures.',
      'was: A last word.',
      /the lesson still says “A last word\.”/,
    ],
  ])('of a correction %s', (_, find, replace, told) => {
    const files = fixtureFiles().set('corrections.yaml', CORRECTION.replace(find, replace));
    expect(problemsOf(files)).toEqual([
      { file: 'corrections.yaml', line: 1, message: expect.stringMatching(told), rule: 'syntax' },
    ]);
  });

  test('and all of them are told at once', () => {
    const files = fixtureFiles();
    files.set(
      'course.md',
      (files.get('course.md') ?? '').replace('hour: 9', 'hour: 99').replace('monday', 'm'),
    );
    files.set('01-what-tea-is.md', (files.get('01-what-tea-is.md') ?? '').replaceAll(':cite[', ':cite[un'));
    const problems = problemsOf(files);
    expect(problems.filter(({ file }) => file === 'course.md')).toHaveLength(2);
    const lines = problems.filter(({ file }) => file === '01-what-tea-is.md').map(({ line }) => line);
    expect(lines).toEqual([19, 19, 23, 26, 36, 48]);
  });
});

function problemsOf(files: ReadonlyMap<string, string>): readonly Problem[] {
  let course: Course;
  try {
    course = parseCourse('tea', files);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    expect(error.message.split('\n')).toHaveLength(error.problems.length);
    return error.problems;
  }
  throw new Error(`“${course.title}” was read without a problem`);
}
