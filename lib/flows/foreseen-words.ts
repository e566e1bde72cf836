import type { CourseChanges } from '../domain/course-changes.ts';
import type { Group, Reach } from '../domain/foresight.ts';
import { formatDay } from '../domain/schedule.ts';
import type { Foreseen } from './foresee-publishing.ts';

/** What publishing a course would do, for whoever is about to. Names nobody. */
export type ForeseenWords = {
  verdict: string;
  changes: string[];
  /** Each a question of two lines. */
  renames: string[][];
  reach: { lesson: string; lines: string[]; toBeSent: string | null }[];
  groups: { who: string; lines: string[] }[];
  note: string | null;
};

export function foreseenInWords(foreseen: Foreseen): ForeseenWords {
  const { edit, live, isUnchanged, changes, also, groups, reach, perhapsRenamed } = foreseen;
  const { slug, lessons } = edit.course;
  const nothing = { changes: [], renames: [], reach: [], groups: [], note: null };
  if (live === null || changes === null)
    return { ...nothing, verdict: `${slug}: new, with ${lessons.length} lessons` };
  if (isUnchanged && also.length === 0) return { ...nothing, verdict: `${slug}: nothing to publish` };
  return {
    verdict: `${slug}: ${isUnchanged ? 'nothing to publish' : 'to be published'}`,
    changes: isUnchanged ? [] : changesInWords(slug, changes),
    renames: perhapsRenamed.map(perhapsRenamedInWords),
    reach: reach.map(reachInWords),
    groups: groups.map(groupInWords),
    note: 'Nobody’s date moves, and no mail goes out because of this.',
  };
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

function perhapsRenamedInWords({ from, to, same }: Foreseen['perhapsRenamed'][number]): string[] {
  const what = { title: 'have one title', subject: 'have one subject', text: 'say mostly the same' }[same];
  return [
    `Is ${to} a new name of ${from}? They ${what}. If so, write “formerly: [${from}]” into the head of ${to},`,
    `so that whoever has had ${from} does not get it again.`,
  ];
}

function reachInWords({ lesson, comes, passed, owed, finished }: Reach): ForeseenWords['reach'][number] {
  const offered = passed - owed;
  const lines = [
    comes > 0 && `${people(comes)} ${comes === 1 ? 'gets' : 'get'} it in its turn`,
    owed > 0 && `${have(owed)} passed it: it comes next, on the date they have`,
    finished > 0 && `${have(finished)} finished: it stands on their page`,
  ].filter((line) => line !== false);
  const toBeSent =
    offered > 0 ? `${have(offered)} passed it: it stands on their page, and is not mailed.` : null;
  return {
    lesson,
    lines: lines.length > 0 || toBeSent !== null ? lines : ['nobody takes the course'],
    toBeSent,
  };
}

function groupInWords(group: Group): ForeseenWords['groups'][number] {
  const { state, furthest, leaving, newlyPassed } = group;
  const who = `${people(group.people)} ${furthest === null ? 'before the first lesson' : `after “${furthest}”`}`;
  switch (state) {
    case 'active':
    case 'paused':
    case 'waiting':
      return {
        who: `${who}${state === 'active' ? '' : `, ${state}`}: ${nextInWords(group)}`,
        lines: [
          datesInWords(group),
          leaving > 0 && `${people(leaving)} with a mail on its way, which leaves as it was planned`,
          lengthInWords(group.longerBy),
          newlyPassed.length > 0 && `New on their page: ${newlyPassed.join(', ')}`,
        ].filter((line) => line !== false),
      };
    case 'completed':
      return { who: `${have(group.people)} finished: nothing is sent`, lines: [] };
    case 'left':
      return { who: `${who}, left: nothing is sent`, lines: [] };
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
