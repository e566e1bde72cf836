import type { CourseChanges } from '#lib/domain/course-changes.ts';
import type { Group, Reach } from '#lib/domain/foresight.ts';
import { formatDay } from '#lib/domain/schedule.ts';
import type { Foreseen } from '#lib/flows/foresee-publishing.ts';

/** What publishing a course would do, for whoever is about to. Names nobody. */
export function inWords(foreseen: Foreseen): string[] {
  const { edit, live, isUnchanged, changes, also, groups, reach } = foreseen;
  const { slug, lessons } = edit.course;
  if (live === null || changes === null) return [`${slug}: new, with ${lessons.length} lessons`];
  if (isUnchanged && also.length === 0) return [`${slug}: nothing to publish`];
  const told = isUnchanged ? [] : changesInWords(slug, changes);
  return [
    `${slug}: ${isUnchanged ? 'nothing to publish' : 'to be published'}`,
    ...told.map((change) => `  ${change}`),
    ...foreseen.perhapsRenamed.flatMap((one) => perhapsRenamed(one).map((line) => `  ${line}`)),
    ...reach.flatMap((one) => reachInWords(one).map((line) => `  ${line}`)),
    ...(groups.length > 0 ? ['  Who gets what, and when:'] : []),
    ...groups.flatMap((group) => groupInWords(group).map((line) => `    ${line}`)),
    '  Nobody’s date moves, and no mail goes out because of this.',
  ];
}

function changesInWords(course: string, changes: CourseChanges): string[] {
  const { added, takenOut, renamed, moved, changed, corrected, slot, around } = changes;
  const lines = [
    ...added.map((slug) => `lesson added: ${slug}`),
    ...takenOut.map((slug) => `lesson taken out: ${slug}`),
    ...renamed.map(({ from, to }) => `lesson renamed: ${from} is now ${to}`),
    ...moved.map((slug) => `lesson moved: ${slug}`),
    ...changed.map((slug) => `lesson changed: ${slug}`),
    ...corrected.map(
      (id) => `corrected: ${id}. To mail it, when it is published: course correction ${course} ${id}`,
    ),
    ...(slot ? [`default time, for new learners only: ${slot.to} (until now ${slot.from})`] : []),
    ...(around ? ['what stands around the lessons'] : []),
  ];
  return lines.length > 0 ? lines : ['how its mails look'];
}

function perhapsRenamed({ from, to, same }: Foreseen['perhapsRenamed'][number]): string[] {
  const what = { title: 'have one title', subject: 'have one subject', text: 'say mostly the same' }[same];
  return [
    `Is ${to} a new name of ${from}? They ${what}. If so, write “formerly: [${from}]” into the head of ${to},`,
    `so that whoever has had ${from} does not get it again.`,
  ];
}

function reachInWords({ lesson, comes, passed, owed, finished }: Reach): string[] {
  const offered = passed - owed;
  const lines = [
    comes > 0 && `${people(comes)} ${comes === 1 ? 'gets' : 'get'} it in its turn`,
    owed > 0 && `${have(owed)} passed it: it comes next, on the date they have`,
    offered > 0 &&
      `${have(offered)} passed it: it stands on their page, and is not mailed. To send it next: --also ${lesson}`,
    finished > 0 && `${have(finished)} finished: it stands on their page`,
  ].filter((line) => line !== false);
  return [
    `${lesson}:`,
    ...(lines.length > 0 ? lines : ['nobody takes the course']).map((line) => `  ${line}`),
  ];
}

function groupInWords(group: Group): string[] {
  const { state, furthest, leaving, newlyPassed } = group;
  const who = `${people(group.people)} ${furthest === null ? 'before the first lesson' : `after “${furthest}”`}`;
  switch (state) {
    case 'active':
    case 'paused':
    case 'waiting':
      return [
        `${who}${state === 'active' ? '' : `, ${state}`}: ${nextInWords(group)}`,
        ...[
          datesInWords(group),
          leaving > 0 && `${people(leaving)} with a mail on its way, which leaves as it was planned`,
          lengthInWords(group.longerBy),
          newlyPassed.length > 0 && `New on their page: ${newlyPassed.join(', ')}`,
        ].flatMap((line) => (line === false ? [] : `  ${line}`)),
      ];
    case 'completed':
      return [`${have(group.people)} finished: nothing is sent`];
    case 'left':
      return [`${who}, left: nothing is sent`];
    default:
      return state satisfies never;
  }
}

function nextInWords({ wasNext, isNext }: Group): string {
  const name = (slug: string | null) => (slug === null ? 'the closing mail' : `“${slug}”`);
  return wasNext === isNext
    ? `next ${name(isNext)}, as before`
    : `next ${name(isNext)}, not ${name(wasNext)}`;
}

/** Days in UTC: these people live in many zones. */
function datesInWords({ state, people: all, from, until, soon }: Group): string | false {
  if (from === null || until === null) {
    if (state === 'waiting') return 'When their other course is over';
    return state === 'paused' && 'When they go on';
  }
  const [first, last] = [formatDay(from, 'UTC'), formatDay(until, 'UTC')];
  const days = first === last ? `On ${first}` : `From ${first} to ${last}`;
  return all === 1 ? days : `${days}; ${soon === all ? 'all' : soon} of them within a week`;
}

function lengthInWords(longerBy: number): string | false {
  if (longerBy === 0) return false;
  const lessons = Math.abs(longerBy) === 1 ? 'one lesson' : `${Math.abs(longerBy)} lessons`;
  return `Their course ends ${lessons} ${longerBy > 0 ? 'later' : 'earlier'}`;
}

export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

function have(count: number): string {
  return `${people(count)} ${count === 1 ? 'has' : 'have'}`;
}

/** The same as data; instants in UTC. */
export function asData({
  edit,
  live,
  isUnchanged,
  changes,
  perhapsRenamed,
  also,
  groups,
  reach,
  affected,
}: Foreseen) {
  const result = live === null ? 'new' : isUnchanged ? 'unchanged' : 'changed';
  return { course: edit.course.slug, result, changes, perhapsRenamed, also, reach, groups, affected };
}
