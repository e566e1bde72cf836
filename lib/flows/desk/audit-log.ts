import { AUDIT_ACTIONS, type AuditAction } from '../../domain/audit.ts';
import { pageOf } from '../../domain/list-cursor.ts';
import type { Desk } from './desk.ts';
import { isUuid, NO_SUCH_PAGE, type NoList } from './people.ts';

const PAGE = 50;

export type AuditLine = {
  number: string;
  /** Real time. */
  at: Date;
  /** An operator by name; their id once they are one no more. */
  who: string;
  /** What they did, in words; the log's own word when this version knows it no more. */
  did: string;
  subject: { kind: string; id: string } | null;
  /** Whose page it is about, as long as they are here. */
  personId: string | null;
  detail: [name: string, value: string][];
};

export type AuditList = { lines: AuditLine[]; older: string | null };

/**
 * What operators did, newest first. Nobody can change it.
 * @param subject such as "subscriber/<id>", which takes their courses in; null for all
 * @param after where the page before ended, from `older`
 */
export async function auditLog(
  { db }: Desk,
  { action, subject }: { action: AuditAction | null; subject: string | null },
  after: string | null,
): Promise<({ ok: true } & AuditList) | NoList> {
  if (after !== null && !/^\d{1,18}$/.test(after)) return { ok: false, problem: NO_SUCH_PAGE };
  const rows = await db.auditEntry.findMany({
    where: {
      ...(action && { action }),
      ...(subject && { subject: { in: await withTheirCourses(db, subject) } }),
      ...(after && { number: { lt: BigInt(after) } }),
    },
    orderBy: { number: 'desc' },
    take: PAGE + 1,
  });
  const page = pageOf(rows, PAGE, ({ number }) => String(number));
  const people = await peopleOf(
    db,
    page.rows.flatMap(({ subject: about }) => about ?? []),
  );
  const names = await namesOf(
    db,
    page.rows.map(({ actor }) => actor),
  );
  return {
    ok: true,
    older: page.older,
    lines: page.rows.map((row) => ({
      number: String(row.number),
      at: row.at,
      who: names.get(row.actor) ?? row.actor,
      did: isKnown(row.action) ? AUDIT_ACTIONS[row.action] : row.action,
      subject: subjectIn(row.subject),
      personId: people.get(row.subject ?? '') ?? null,
      detail: inWords(row.detail),
    })),
  };
}

/** What was done about somebody's courses was done about them. */
async function withTheirCourses(db: Desk['db'], subject: string): Promise<string[]> {
  const [, id = ''] = /^subscriber\/(.+)$/.exec(subject) ?? [];
  if (!isUuid(id)) return [subject.replaceAll('\0', '')];
  const courses = await db.enrollment.findMany({ where: { subscriberId: id }, select: { id: true } });
  return [subject, ...courses.map((course) => `enrollment/${course.id}`)];
}

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, action);
}

function subjectIn(subject: string | null): AuditLine['subject'] {
  if (subject === null) return null;
  const at = subject.indexOf('/');
  return { kind: subject.slice(0, at), id: subject.slice(at + 1) };
}

/** The subscribers behind subjects, who are still here, by subject. */
async function peopleOf(db: Desk['db'], subjects: readonly string[]): Promise<Map<string, string>> {
  const ids = (kind: string) =>
    subjects
      .flatMap((subject) => (subject.startsWith(`${kind}/`) ? subject.slice(kind.length + 1) : []))
      .filter(isUuid);
  const select = { id: true } as const;
  const people = await db.subscriber.findMany({ where: { id: { in: ids('subscriber') } }, select });
  const enrollments = await db.enrollment.findMany({
    where: { id: { in: ids('enrollment') } },
    select: { id: true, subscriberId: true },
  });
  return new Map([
    ...people.map(({ id }): [string, string] => [`subscriber/${id}`, id]),
    ...enrollments.map(({ id, subscriberId }): [string, string] => [`enrollment/${id}`, subscriberId]),
  ]);
}

async function namesOf(db: Desk['db'], actors: readonly string[]): Promise<Map<string, string>> {
  const ids = actors.flatMap((actor) => /^operator\/(.+)$/.exec(actor)?.[1] ?? []).filter(isUuid);
  const operators = await db.operator.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(operators.map(({ id, name }) => [`operator/${id}`, name]));
}

/** What was written down with it, without what only finds rows again. */
function inWords(detail: unknown): [string, string][] {
  if (typeof detail !== 'object' || detail === null) return [];
  return Object.entries(detail)
    .filter(([name]) => name !== 'change' && name !== 'suppression')
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
}
