import type { Pace } from '#lib/domain/schedule.ts';
import { COURSES, type Course } from './courses.ts';

/** One sign-up, as the person remembers it. */
export type Ask = {
  id: string;
  course: Course;
  expiresAtMs: number;
  /** A confirmation was made out for it. */
  confirmable: boolean;
  /** A newer request took its place, or its person left everything. */
  dead: boolean;
  confirmed: boolean;
};

/** One person's way through one course, as that person would tell it. */
export type Taking = {
  state: 'never asked' | 'waiting' | 'learning' | 'paused' | 'left';
  /** When a pause ends by itself (course time). */
  untilMs: number | null;
  /** Every pace since the last lesson: whichever is the shortest still has its gap. */
  paces: Pace[];
  /** Lessons they skipped, or jumped ahead of, and those they asked for behind their place, in this round. */
  skipped: Set<string>;
  wanted: Set<string>;
};

export type Person = {
  name: string;
  address: string;
  zone: string;
  /** Stopped all mail, and nothing since. */
  departed: boolean;
  suppressed: boolean;
  asks: Ask[];
  /** How often they asked for the link to their data and were told that it is sent. */
  dataLinks: number;
  takes: Record<Course, Taking>;
  /** Deliveries that were open when this person stopped all mail: covered by that *no* for ever. */
  calledOff: Set<string>;
};

/** The whole model: who said yes to what, and who has said no since. */
export type People = Person[];

export function newPerson(name: string, zone: string): Person {
  return {
    name,
    address: `${name}@example.org`,
    zone,
    departed: false,
    suppressed: false,
    asks: [],
    dataLinks: 0,
    takes: { tea: neverAsked(), bread: neverAsked() },
    calledOff: new Set(),
  };
}

function neverAsked(): Taking {
  return { state: 'never asked', untilMs: null, paces: ['weekly'], skipped: new Set(), wanted: new Set() };
}

export function asked(person: Person, ask: Ask): void {
  for (const older of person.asks) {
    if (older.id !== ask.id && older.course === ask.course && !older.confirmed) older.dead = true;
  }
  if (!person.asks.some(({ id }) => id === ask.id)) person.asks.push(ask);
}

/** Does pressing this link's button do anything? */
export function mayConfirm(ask: Ask, nowMs: number): boolean {
  return ask.confirmable && !ask.dead && !ask.confirmed && nowMs < ask.expiresAtMs;
}

/** @param waits they take another course, and did not ask for both at once */
export function confirmed(person: Person, ask: Ask, waits: boolean): void {
  ask.confirmed = true;
  person.departed = false;
  const taking = person.takes[ask.course];
  if (taking.state === 'never asked')
    Object.assign(taking, { state: waits ? 'waiting' : 'learning', paces: ['weekly'] });
}

/**
 * By the person, or by a mailbox that can't or won't be written to. Also a second time, for what was asked for since.
 * @param openDeliveries what of their mail has not ended yet
 */
export function stoppedAllMail(person: Person, openDeliveries: readonly string[]): void {
  person.departed = true;
  for (const ask of person.asks) if (ask.confirmable && !ask.confirmed) ask.dead = true;
  for (const course of COURSES) leftCourse(person, course);
  for (const id of openDeliveries) person.calledOff.add(id);
}

export function leftCourse(person: Person, course: Course): void {
  const taking = person.takes[course];
  if (taking.state !== 'never asked') Object.assign(taking, { state: 'left', untilMs: null });
}

/** Why this mail must not be asked for now, whatever the code believes; null when it may. */
export function whyNever(
  person: Person,
  mail: { deliveryId: string; kind: string; course: Course },
  nowMs: number,
): string | null {
  const taking = person.takes[mail.course];
  if (person.suppressed) return 'the address is suppressed';
  if (mail.kind === 'confirmation')
    return person.calledOff.has(mail.deliveryId) ? 'all mail was stopped' : null;
  if (taking.state === 'never asked') return 'the course was never confirmed';
  if (mail.kind === 'link' || mail.kind === 'data')
    return person.calledOff.has(mail.deliveryId) ? 'all mail was stopped' : null;
  if (person.departed) return 'all mail was stopped';
  if (taking.state === 'left') return 'the course was left';
  if (mail.kind === 'again') return null;
  const isPaused = taking.state === 'paused' && (taking.untilMs === null || taking.untilMs > nowMs);
  return isPaused ? 'the course is paused' : null;
}
