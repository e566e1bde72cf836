import type { Db } from '#lib/db/client.ts';
import type { Message } from '#lib/domain/message.ts';
import { formatDay, MINIMUM_GAP_HOURS } from '#lib/domain/schedule.ts';
import { COURSES, type Course, type Courses } from './courses.ts';
import { type People, type Person, whyNever } from './people.ts';
import type { Accepted, Watcher } from './provider.ts';
import { identify, type MailRow } from './snapshot.ts';

const HOUR_MS = 3_600_000;
/** What a run of the model itself takes of real time. */
const SLACK_MS = 60_000;

/** A mail the provider has taken, with what it was and the course time. */
export type Taken = MailRow & Accepted & { courseMs: number };

/** The order that was live, and what the learner had skipped and asked for. */
export type PlannedUnder = {
  order: readonly string[];
  skipped: ReadonlySet<string>;
  wanted: ReadonlySet<string>;
};

export type History = Watcher & {
  taken: Taken[];
  /** What must never happen and did, in words. */
  violations: string[];
  /** By delivery and lesson: what was so when it was planned. */
  plannedUnder: Map<string, PlannedUnder>;
  /** Whether the operator has stopped sending. */
  isStopped: boolean;
};

/** Sees every request and every acceptance as the provider does, and judges each at that moment. */
export function keepHistory(db: Db, people: People, courses: Courses, nowMs: () => number): History {
  const taken: Taken[] = [];
  const violations: string[] = [];
  const plannedUnder = new Map<string, PlannedUnder>();
  const rows = new Map<string, MailRow>();

  async function requested(_key: string, messages: readonly Message[], isNewKey: boolean): Promise<void> {
    if (history.isStopped) violations.push('asked the provider although sending was stopped');
    for (const row of await identify(
      db,
      messages.map(({ deliveryId }) => deliveryId),
    )) {
      rows.set(row.id, row);
      const why = whyNever(
        personOf(people, row.address),
        { ...row, deliveryId: row.id, course: courseOf(row) },
        nowMs(),
      );
      if (why !== null) violations.push(`asked the provider for ${words(row)} although ${why}`);
      // What may have left already is repeated: whoever undoes a new beginning may have its lesson 1 all the same.
      if (isNewKey && !row.mayHaveLeft && row.round !== row.enrollmentRound && row.round !== null)
        violations.push(`asked the provider for ${words(row)} of a round that had ended`);
    }
  }

  function accepted(mail: Accepted): void {
    const row = rows.get(mail.deliveryId);
    if (!row) {
      violations.push(`a mail was taken that nothing is held about`);
      return;
    }
    const now: Taken = { ...row, ...mail, courseMs: nowMs() };
    violations.push(...once(now), ...asWished(now), ...inOrder(now), ...gapKept(now), ...oneADay(now));
    taken.push(now);
  }

  function once(now: Taken): string[] {
    const twice = taken.some(
      (before) =>
        before.deliveryId === now.deliveryId ||
        (now.kind === 'lesson' &&
          before.enrollmentId === now.enrollmentId &&
          before.round === now.round &&
          before.lessonSlug === now.lessonSlug) ||
        (now.kind === 'correction' &&
          before.kind === 'correction' &&
          before.enrollmentId === now.enrollmentId),
    );
    return twice ? [`${words(now)} was taken twice`] : [];
  }

  /** One link to the data for each time it was asked for. */
  function asWished({ kind, address }: Taken): string[] {
    const before = taken.filter((mail) => mail.kind === 'data' && mail.address === address).length;
    return kind === 'data' && before >= personOf(people, address).dataLinks
      ? [`a link to the data of ${address.split('@')[0]} came that was not asked for`]
      : [];
  }

  /** What its learner asked for, or else: all before it was had or skipped, and none after it. */
  function inOrder(now: Taken): string[] {
    if (!isStep(now.kind)) return [];
    const { order, skipped, wanted } =
      plannedUnder.get(`${now.deliveryId}/${now.lessonSlug}`) ?? planNow(now.address, courseOf(now));
    const at = now.lessonSlug === null ? order.length : order.indexOf(now.lessonSlug);
    if (at < 0) return [`${words(now)} came, and the course does not have it`];
    if (now.lessonSlug !== null && wanted.has(now.lessonSlug)) return [];
    if (now.lessonSlug !== null && skipped.has(now.lessonSlug))
      return [`${words(now)} came, and was skipped`];
    const missed = order.findLast((slug, i) => i < at && !skipped.has(slug));
    const isNext = missed === undefined || now.had.includes(missed);
    // What was asked for behind the place may stand anywhere.
    const inTurn = (slug: string | null) => slug === null || wanted.has(slug) || order.indexOf(slug) < at;
    const before = taken.filter(
      ({ enrollmentId, round }) => enrollmentId === now.enrollmentId && round === now.round,
    );
    const isLast = now.had.every(inTurn) && before.every(({ lessonSlug }) => inTurn(lessonSlug));
    return isNext && isLast ? [] : [`${words(now)} came out of order`];
  }

  function planNow(address: string, course: Course): PlannedUnder {
    const { skipped, wanted } = personOf(people, address).takes[course];
    return { order: courses.order(course), skipped, wanted };
  }

  function gapKept(now: Taken): string[] {
    if (!isStep(now.kind)) return [];
    const taking = personOf(people, now.address).takes[courseOf(now)];
    const gapMs = Math.min(...taking.paces.map((pace) => MINIMUM_GAP_HOURS[pace])) * HOUR_MS;
    taking.paces.splice(0, taking.paces.length - 1);
    const before = taken.findLast(
      ({ enrollmentId, kind }) => enrollmentId === now.enrollmentId && isStep(kind),
    );
    if (now.requested || !before) return [];
    const passedMs = now.courseMs - before.courseMs;
    return passedMs < gapMs - SLACK_MS
      ? [`${words(now)} came ${passedMs / HOUR_MS} hours after the one before`]
      : [];
  }

  /** By the day on which it was planned: what a fault made late may be recorded on another. */
  function oneADay(now: Taken): string[] {
    if (now.requested || !isStep(now.kind)) return [];
    const { zone } = personOf(people, now.address);
    const sameDay = taken.filter(
      (before) =>
        before.address === now.address &&
        !before.requested &&
        isStep(before.kind) &&
        formatDay(before.plannedAt, zone) === formatDay(now.plannedAt, zone),
    );
    return sameDay.length > 0 ? [`${words(now)} is the second of ${formatDay(now.plannedAt, zone)}`] : [];
  }

  const history: History = { requested, accepted, taken, violations, plannedUnder, isStopped: false };
  return history;
}

/** A lesson or a closing mail, judged by the model's own word for it. */
function isStep(kind: MailRow['kind']): boolean {
  return kind === 'lesson' || kind === 'completion';
}

export function personOf(people: People, address: string): Person {
  const person = people.find((one) => one.address === address);
  if (!person) throw new Error('a mail to nobody the model knows');
  return person;
}

export function courseOf({ course }: { course: string }): Course {
  const known = COURSES.find((one) => one === course);
  if (!known) throw new Error(`a mail of ${course}, which the model does not know`);
  return known;
}

function words({ kind, lessonSlug, address, course, round }: MailRow): string {
  return `${kind} ${lessonSlug ?? ''} of ${course}${round === null ? '' : `, round ${round},`} for ${address.split('@')[0]}`;
}
