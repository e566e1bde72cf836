import type { SkipReason } from '#lib/domain/eligibility.ts';
import { formatDay } from '#lib/domain/schedule.ts';
import { mailCorrection, publishedCorrections, type Reach, reachOf } from '#lib/flows/correct.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Answer } from './command.ts';

const USAGE =
  'Give a course, and a correction where it has several: course correction <course> [correction-id] [--yes]';

/**
 * `course correction <course> [correction-id] [--yes]`: mails a correction to those who had the old text. Without `--yes` it
 * says how many that would be, how many would not get it and why, and what the mail says.
 * @returns code 1 when there is no such published correction, 2 for words that can't be used
 */
export async function correction(runtime: Runtime, args: readonly string[]): Promise<Answer> {
  const [course, wanted, ...others] = args.filter((arg) => arg !== '--yes');
  if (course === undefined || others.length > 0 || args.some((arg) => /^-(?!-yes$)/.test(arg)))
    return { lines: [USAGE], code: 2 };
  const published = await publishedCorrections(runtime, course);
  const [only, ...more] = published;
  const id = wanted ?? only;
  if (id === undefined || !published.includes(id))
    return { lines: notPublished(course, id, published), code: 1 };
  if (wanted === undefined && more.length > 0)
    return { lines: ['Several corrections are published. Name one:', ...published.map(indented)], code: 1 };

  const sure = args.includes('--yes');
  const reach = await (sure ? mailCorrection : reachOf)(runtime, course, id);
  if (reach === null) return { lines: notPublished(course, id, []), code: 1 };
  return { lines: sure ? mailed(reach) : preview(reach), code: 0 };
}

function notPublished(course: string, id: string | undefined, published: readonly string[]): string[] {
  return [
    `${id === undefined ? 'No correction' : `No correction ${id}`} of ${course} is published, so nothing was sent.`,
    'Write it into corrections.yaml and publish first: npm run lettercourse -- course publish',
    ...(published.length > 0 ? ['Published are:', ...published.map(indented)] : []),
  ];
}

function preview(reach: Reach): string[] {
  const { correction: corrected, about, mail, willGet } = reach;
  const day = formatDay(new Date(`${corrected.date}T00:00:00Z`), 'UTC');
  return [
    `${corrected.id}: corrected on ${day}, in lesson ${about.number}, ${about.lesson.title}`,
    willGet.length === 0
      ? 'Nobody would get this mail now.'
      : `${people(willGet.length)} would get this mail.`,
    ...others(reach),
    '',
    `Subject: ${mail.subject}`,
    '',
    ...mail.text.split('\n').map(indented),
    '',
    willGet.length === 0 ? 'Nothing was sent.' : 'Nothing was sent. To send it, add --yes.',
  ];
}

function mailed(reach: Reach): string[] {
  const count = reach.willGet.length;
  return [
    count === 0
      ? 'Nothing was sent: nobody is left who had the old text and may be mailed.'
      : `${people(count)} ${count === 1 ? 'gets' : 'get'} it: the ${count === 1 ? 'mail leaves' : 'mails leave'} now.`,
    ...others(reach),
  ];
}

/** Who had the old text and does not get this mail now. */
function others({ mailedAlready, mayNot, leaving }: Reach): string[] {
  return [
    ...(mailedAlready > 0 ? [`${mailedAlready} had it mailed before, or have it on its way.`] : []),
    ...[...mayNot].map(
      ([reason, count]) => `${count} had the old text and can’t be mailed: ${WHY[reason] ?? reason}.`,
    ),
    ...(leaving > 0 ? [`${leaving} are just being sent the lesson. Run this again in a few minutes.`] : []),
  ];
}

const WHY: Partial<Record<SkipReason, string>> = {
  paused: 'their course is paused. Run this again later',
  left: 'they have left the course',
  departed: 'they have stopped all mail',
  suppressed: 'mail to their address came back, or they complained',
};

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
