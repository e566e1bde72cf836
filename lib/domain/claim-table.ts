import type { Course } from './course.ts';
import { claimsOf, type NumberedLesson, type WeighedClaim } from './course-sources.ts';
import { describeVerdict, VERDICTS } from './evidence.ts';

/** Prints a course's claim table, for its file in docs/courses. */
export function claimTableCommand(slug: string): string {
  return `npm run --silent lettercourse -- course claims ${slug} > docs/courses/${slug}.md`;
}

/** Claim, lesson, verdict, grade and sources of everything that a course weighs, as the lines of a Markdown file. */
export function claimTable(course: Course): string[] {
  const { slug, title, evidence } = course;
  const counts = VERDICTS.map((verdict) => {
    const count = evidence.filter((row) => row.verdict === verdict).length;
    return `${count} ${describeVerdict(verdict).word.toLowerCase()}`;
  });
  return [
    `# The claims of ${title}`,
    '',
    `${evidence.length} claims: ${counts.join(', ')}.`,
    '',
    `Each is a row of [evidence.yaml](${inFolder(slug, 'evidence.yaml')}). A lesson names the row where it grades the claim. It must`,
    'cite one of the row’s sources there, and can’t give another grade.',
    '',
    `What each source found, and how much of it was read, stands in [sources.json](${inFolder(slug, 'sources.json')}), and for`,
    `readers at \`/courses/${slug}/sources\`.`,
    '',
    'This file is made from the course:',
    '',
    '```sh',
    claimTableCommand(slug),
    '```',
    '',
    '| Row | Claim | Lesson | Verdict | Why | Grade | Sources |',
    '|---|---|---|---|---|---|---|',
    ...claimsOf(course).map((claim) => rowOf(slug, claim)),
  ];
}

function rowOf(slug: string, { row, lessons, sources }: WeighedClaim): string {
  const cells = [
    row.id,
    plain(row.claim),
    lessons.map((lesson) => lessonLink(slug, lesson)).join(', ') || 'none',
    describeVerdict(row.verdict).word,
    plain(row.because),
    row.grades.join(', '),
    sources.map(({ id, url }) => `[${id}](${url})`).join(', ') || 'none',
  ];
  return `| ${cells.join(' | ')} |`;
}

function lessonLink(slug: string, { number, lesson }: NumberedLesson): string {
  const file = `${String(number).padStart(2, '0')}-${lesson.slug}.md`;
  return `[${number}](${inFolder(slug, file)})`;
}

/** From docs/courses to a file of the course. */
function inFolder(slug: string, file: string): string {
  return `../../emails/courses/${slug}/${file}`;
}

/** Words that Markdown would read as its own marks. */
function plain(text: string): string {
  return text.replace(/[\\|*_`[\]<]/g, '\\$&');
}
