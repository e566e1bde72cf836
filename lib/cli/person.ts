import { parseAddress } from '#lib/domain/address.ts';
import { describeSlot, formatWhen } from '#lib/domain/schedule.ts';
import type { Desk } from '#lib/flows/desk/desk.ts';
import { type CourseStory, type PersonStory, personAt, personStory } from '#lib/flows/desk/person.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

/** `subscribers show <address> [--json]`: how somebody stands, as their page at the desk tells it. Changes nothing. */
export async function show(desk: Desk, args: readonly string[]): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { json: 'alone' });
  const [address] = words;
  if (problems.length > 0 || address === undefined || words.length > 1)
    return { lines: [...problems, 'subscribers show <address> [--json]'], code: 2 };
  const parsed = parseAddress(address);
  if (!parsed.ok) return { lines: [parsed.problem], code: 1 };
  const id = await personAt(desk, parsed.key);
  const found = id === null ? null : await personStory(desk, id);
  if (!found) return { lines: [NOBODY], code: 1 };
  if (!found.ok) return { lines: [found.problem], code: 1 };
  if (values.json.length > 0) return { lines: [JSON.stringify(found.story, null, 2)], code: 0 };
  return { lines: inWords(found.story), code: 0 };
}

const NOBODY =
  'Nobody has this address. What else is held under it, such as a sign-up nobody confirmed: subscribers export <address>';

const STANDINGS = {
  pending: 'asked, and not confirmed yet',
  confirmed: 'confirmed',
  departed: 'stopped all mail',
} as const;

function inWords(story: PersonStory): string[] {
  const { timeZone } = story;
  const when = (at: Date) => formatWhen(at, timeZone);
  return [
    `${story.id}: ${STANDINGS[story.standing]}, since ${when(story.createdAt)}`,
    ...(story.suppression
      ? [`must not be mailed since ${when(story.suppression.createdAt)} (${story.suppression.reason})`]
      : []),
    ...titled(
      'Consents',
      story.consents.map(
        ({ at, action, scope, wording, source }) =>
          `${when(at)}: ${action}, ${scope}: “${wording}” (${source})`,
      ),
    ),
    ...story.courses.flatMap((course) => titled(course.title, courseInWords(course, when))),
    ...titled(
      'Newest mails',
      story.mails.map(({ id, kind, lessonSlug, state, reason, sentAt, dueAt, reports }) =>
        [
          `${when(sentAt ?? dueAt)}: ${lessonSlug ?? kind}, ${state}${reason === null ? '' : ` (${reason})`}`,
          ...reports.map(({ type, at }) => `${type} ${when(at)}`),
          id,
        ].join('; '),
      ),
    ),
    ...titled(
      'Why they left',
      story.reasons.map(({ at, scope, choice }) => `${when(at)}: ${scope}, ${choice}`),
    ),
  ];
}

function courseInWords(course: CourseStory, when: (at: Date) => string): string[] {
  const names = (state: string) =>
    course.lessons.filter((lesson) => lesson.state === state).map(({ slug }) => slug);
  return [
    `${course.state}, round ${course.round}, ${describeSlot(course.slot)}`,
    ...(course.pausedUntil ? [`paused until ${when(course.pausedUntil)}`] : []),
    ...(course.nextAt ? [`next mail ${when(course.nextAt)}`] : []),
    `had: ${names('had').join(', ') || 'nothing'}`,
    `to come: ${[...names('next'), ...names('later')].join(', ') || 'nothing'}`,
    ...(names('passed').length > 0 ? [`not sent: ${names('passed').join(', ')}`] : []),
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
