import type { Accepted, Seen } from '#tests/support/faulty-provider/client.ts';

/** Somebody's "no", from when its transaction had committed until it was taken back. Monotonic milliseconds. */
export type No = {
  address: string;
  said: 'left the course' | 'left everything' | 'paused';
  atMs: number;
  untilMs: number;
};

/** A person and all mail to them, as the database tells it in the end. */
export type Person = {
  address: string;
  standing: 'pending' | 'confirmed' | 'departed';
  enrollment: 'waiting' | 'active' | 'paused' | 'left' | 'completed' | null;
  /** How often a week was made to pass for them. */
  weeks: number;
  deliveries: readonly {
    id: string;
    kind: string;
    state: 'scheduled' | 'batched' | 'sent' | 'failed' | 'unknown' | 'skipped';
    lesson: string | null;
    /** It should have left by now. */
    isOverdue: boolean;
  }[];
};

export type History = {
  /** The course's lessons in their order; each is its mail's subject too. */
  lessons: readonly string[];
  accepted: readonly Accepted[];
  requests: readonly Pick<Seen, 'beganAtMs' | 'deliveries'>[];
  people: readonly Person[];
  nos: readonly No[];
};

/** Each finding in words, with ids of deliveries, never an address. All are broken promises except the last three. */
export type Verdict = {
  twice: string[];
  lost: string[];
  outOfOrder: string[];
  /** Requests for somebody that began later than the grace allows after their no. */
  afterNo: string[];
  /** More lessons than weeks. */
  tooSoon: string[];
  /** Accepted by the provider, and our row says neither sent nor unknown. */
  unrecorded: string[];
  /** Due or in a batch, although everything has been quiet. */
  leftOver: string[];
  /** Requests within the grace after a no. */
  withinGrace: string[];
  unknown: string[];
  failed: string[];
};

/** What was frozen leaves so soon after a no was committed, or not at all. */
const GRACE_MS = 2_000;

/** Holds what the provider took and what the database says against the promises. */
export function judge(history: History): Verdict {
  const states = history.people.flatMap(({ deliveries }) => deliveries);
  const inState = (state: string) =>
    states.filter((delivery) => delivery.state === state).map(({ id, kind }) => `${kind} ${id}`);
  return {
    twice: twice(history),
    lost: history.people.flatMap((person) => lostTo(person, history)),
    outOfOrder: history.people.flatMap((person) => outOfOrderTo(person, history)),
    afterNo: requestsAfterNo(history, GRACE_MS, Number.POSITIVE_INFINITY),
    tooSoon: history.people.flatMap((person) => tooSoonTo(person, history)),
    unrecorded: unrecorded(history),
    leftOver: states
      .filter(({ state, isOverdue }) => state === 'batched' || (state === 'scheduled' && isOverdue))
      .map(({ id, kind, state }) => `${kind} ${id} is ${state}`),
    withinGrace: requestsAfterNo(history, 0, GRACE_MS),
    unknown: inState('unknown'),
    failed: inState('failed'),
  };
}

/** By what it was for, not by its row: a lesson that was planned anew under another row is the same lesson. */
function twice({ accepted }: History): string[] {
  const before = new Map<string, Accepted>();
  return accepted.flatMap((mail) => {
    const purpose = isOfCourse(mail) ? `${mail.to} ${mail.subject}` : `${mail.delivery}`;
    const first = before.get(purpose);
    before.set(purpose, first ?? mail);
    if (!first) return [];
    const laterMs = Math.round(mail.takenAtMs - first.takenAtMs);
    const keys = mail.key === first.key ? `key ${mail.key}` : `keys ${first.key}, ${mail.key}`;
    return [`${mail.kind} ${mail.delivery} again ${laterMs} ms after ${first.delivery}, ${keys}`];
  });
}

/**
 * - said to be sent, and never accepted
 * - passed over: a later lesson was accepted, and nothing tells what became of this one
 * - nothing to come, although the course is not over
 */
function lostTo({ address, standing, enrollment, deliveries }: Person, history: History): string[] {
  const taken = new Set(history.accepted.map(({ delivery }) => delivery));
  const unsent = deliveries
    .filter(({ id, state }) => state === 'sent' && !taken.has(id))
    .map(({ id, kind }) => `${kind} ${id} is said to be sent`);

  const had = placesOf(address, history);
  const passedOver = history.lessons
    .filter((_, place) => place < Math.max(-1, ...had) && !had.includes(place))
    .filter(
      (lesson) =>
        !deliveries.some((one) => one.lesson === lesson && /failed|unknown|batched/.test(one.state)),
    )
    .map((lesson) => `lesson ${lesson} to whom ${deliveries[0]?.id} went was passed over`);

  const isGoingOn = standing === 'confirmed' && enrollment === 'active';
  const hasMore = deliveries.some(
    ({ kind, state }) =>
      kind !== 'confirmation' &&
      kind !== 'link' &&
      kind !== 'data' &&
      /scheduled|batched|unknown/.test(state),
  );
  const stuck = isGoingOn && !hasMore ? [`nothing to come after ${deliveries.at(-1)?.id}`] : [];
  return [...unsent, ...passedOver, ...stuck];
}

function outOfOrderTo({ address, deliveries }: Person, history: History): string[] {
  const had = placesOf(address, history);
  return had
    .filter((place, i) => had.slice(0, i).some((earlier) => earlier > place))
    .map((place) => `lesson ${history.lessons[place]} came late to whom ${deliveries[0]?.id} went`);
}

function tooSoonTo({ address, deliveries, weeks }: Person, history: History): string[] {
  const had = new Set(placesOf(address, history)).size;
  return had > weeks + 1 ? [`${had} lessons in ${weeks} weeks to whom ${deliveries[0]?.id} went`] : [];
}

/** Places in the course of the lessons accepted for this address, in the order in which they were taken. */
function placesOf(address: string, { lessons, accepted }: History): number[] {
  return accepted
    .filter(({ to, kind }) => to === address && kind === 'lesson')
    .toSorted((a, b) => a.takenAtMs - b.takenAtMs)
    .map(({ subject }) => lessons.indexOf(subject));
}

/** One finding for each request and person. Requests that were refused or answered from memory count as well. */
function requestsAfterNo({ requests, people, nos }: History, fromMs: number, toMs: number): string[] {
  const owners = new Map(
    people.flatMap(({ address, deliveries }) => deliveries.map(({ id, kind }) => [id, { address, kind }])),
  );
  return requests.flatMap(({ beganAtMs, deliveries }) =>
    deliveries.flatMap((id) => {
      const owner = owners.get(id);
      const no = nos.find(
        ({ address, said, atMs, untilMs }) =>
          address === owner?.address &&
          beganAtMs > atMs + fromMs &&
          beganAtMs <= Math.min(atMs + toMs, untilMs) &&
          (said === 'left everything' || isOfCourse(owner)),
      );
      return no ? [`${owner?.kind} ${id}, ${Math.round(beganAtMs - no.atMs)} ms after "${no.said}"`] : [];
    }),
  );
}

function unrecorded({ accepted, people }: History): string[] {
  const states = new Map(people.flatMap(({ deliveries }) => deliveries.map(({ id, state }) => [id, state])));
  return accepted.flatMap(({ delivery, kind }) => {
    const state = states.get(delivery ?? '');
    return state === 'sent' || state === 'unknown' ? [] : [`${kind} ${delivery} is ${state ?? 'not known'}`];
  });
}

function isOfCourse({ kind }: { kind: string | null }): boolean {
  return kind === 'lesson' || kind === 'completion';
}
