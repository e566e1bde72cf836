import { countPeople, type ListedPerson, type PeopleFilter, readPeople } from '../../db/desk/people.ts';
import { type ListCursor, pageOf, readCursor, writeCursor } from '../../domain/list-cursor.ts';
import type { Desk } from './desk.ts';

export type { ListedPerson, PeopleFilter };

const PAGE = 50;
/** People are counted no further than this. */
export const COUNTED_TO = 1_000;
/** No address is longer; nobody searches for more. */
const LONGEST_SEARCH = 254;

export type PeopleList = {
  people: ListedPerson[];
  /** Of all pages; null for more than `COUNTED_TO`. */
  count: number | null;
  /** Where the next page begins. */
  older: string | null;
};

/** What cannot be shown, and why. */
export type NoList = { ok: false; problem: string };

/**
 * People who have ever signed up, newest first.
 * @param search a part of an address or a name, as typed; less than three characters are the beginning of an address
 * @param after where the page before ended, from `older`
 */
export async function listPeople(
  { db }: Desk,
  { search, ...filter }: PeopleFilter,
  after: string | null,
): Promise<({ ok: true } & PeopleList) | NoList> {
  const cursor = after === null ? null : peopleCursor(after);
  if (cursor === 'broken') return { ok: false, problem: NO_SUCH_PAGE };
  const text = search?.trim().toLowerCase().replaceAll('\0', '') ?? '';
  if (text.length > LONGEST_SEARCH)
    return {
      ok: false,
      problem: `Search for ${LONGEST_SEARCH} characters or fewer: a part of an address or a name.`,
    };
  const wanted = { ...filter, search: text === '' ? null : text };
  const rows = await readPeople(db, wanted, { after: cursor, limit: PAGE + 1 });
  const counted = await countPeople(db, wanted, COUNTED_TO);
  const page = pageOf(rows, PAGE, ({ createdAt: at, id }) => writeCursor({ at, id }));
  return { ok: true, people: page.rows, older: page.older, count: counted > COUNTED_TO ? null : counted };
}

export const NO_SUCH_PAGE =
  'There is no such page of this list: its address was cut off or changed. Begin again at the newest.';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

function peopleCursor(after: string): ListCursor | 'broken' {
  const cursor = readCursor(after);
  return cursor !== null && isUuid(cursor.id) ? cursor : 'broken';
}
