import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Prisma } from '#lib/db/client.ts';
import { type PeopleFilter, peoplePage } from '#lib/db/desk/people.ts';
import { readCursor } from '#lib/domain/list-cursor.ts';
import { atCommandLine, type Desk } from '#lib/flows/desk/desk.ts';
import { listPeople } from '#lib/flows/desk/people.ts';
import { suppressAddress } from '#lib/flows/desk/suppress.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';

const ALL: PeopleFilter = { search: null, standing: null, course: null, state: null, suppressed: false };

let runtime: TestRuntime;
let desk: Desk;
beforeAll(async () => {
  runtime = await openTea();
  desk = atCommandLine(runtime);
});
beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
afterAll(() => runtime.close());

async function found(filter: Partial<PeopleFilter>, after: string | null = null) {
  const list = await listPeople(desk, { ...ALL, ...filter }, after);
  if (!list.ok) throw new Error(list.problem);
  return list;
}
const addresses = async (filter: Partial<PeopleFilter>) =>
  (await found(filter)).people.map(({ address }) => address.split('@')[0]);

/** So many people who confirmed, without the work of confirming: one a minute, `p0001@mail.example` the oldest. */
async function crowd(people: number) {
  await runtime.db.$executeRaw`
    INSERT INTO "Subscriber" ("address", "addressKey", "timeZone", "standing", "name", "createdAt")
    SELECT a, a, 'Europe/Paris', 'confirmed', 'Person ' || n, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute'
    FROM generate_series(1, ${people}) AS n, LATERAL (SELECT 'p' || lpad(n::text, 7, '0') || '@mail.example' AS a) AS named`;
  await runtime.db.$executeRaw`ANALYZE "Subscriber"`;
}

describe('the list of people', () => {
  test('has whoever signed up, newest first, with their courses; not a row that is there for its address alone', async () => {
    await learningTea(runtime, 'ada');
    await askedForTea(runtime, 'ben');
    await runtime.db.subscriber.create({
      data: { address: 'op@example.org', addressKey: 'op@example.org', timeZone: 'UTC' },
    });
    const { people, count, older } = await found({});
    expect(people).toMatchObject([
      { address: 'ben@example.org', standing: 'pending', suppressed: false, courses: [] },
      { address: 'ada@example.org', standing: 'confirmed', courses: [{ slug: 'tea', state: 'active' }] },
    ]);
    expect({ count, older }).toEqual({ count: 2, older: null });
  });

  test('is left with those of one standing, course, state, or on the list of suppressions', async () => {
    await learningTea(runtime, 'ada');
    await askedForTea(runtime, 'ben');
    await leaveCourse(runtime, await (await learningTea(runtime, 'cleo')).token('manage'));
    await leaveEverything(runtime, await (await learningTea(runtime, 'dan')).token('manage'));
    await suppressAddress(desk, 'ada@example.org', 'asked by phone');
    expect(await addresses({ standing: 'pending' })).toEqual(['ben']);
    expect(await addresses({ standing: 'departed' })).toEqual(['dan', 'ada']);
    expect(await addresses({ course: 'tea' })).toEqual(['dan', 'cleo', 'ada']);
    expect(await addresses({ course: 'leaky-gut' })).toEqual([]);
    expect(await addresses({ state: 'left', standing: 'confirmed' })).toEqual(['cleo']);
    expect(await addresses({ suppressed: true })).toEqual(['ada']);
  });

  test.each([
    ['a beginning of one letter', 'A', ['ada_l']],
    ['a part of an address', 'da_l@ex', ['ada_l']],
    ['the end, in capitals and with space around', ' EXAMPLE.ORG ', ['adaxl', 'ada_l']],
    ['a part of a name', 'lovelace', ['ada_l']],
    ['a name in another script', 'كاتب', ['adaxl']],
    ['a percent sign', '%', []],
    ['a backslash', '\\\\\\', []],
    ['a quote', "a'; DROP TABLE", []],
    ['a character that no text of the database can hold', '\0ada_l', ['ada_l']],
    ['markup', '<script>', ['adaxl']],
    ['254 characters', 'a'.repeat(254), []],
  ])('is searched for %s', async (_what, search, expected) => {
    await learningTea(runtime, 'ada_l');
    await learningTea(runtime, 'adaxl');
    const named = (address: string, name: string) =>
      runtime.db.subscriber.update({ where: { addressKey: `${address}@example.org` }, data: { name } });
    await named('ada_l', 'Ada Lovelace');
    await named('adaxl', 'كاتب <script>');
    const list = await addresses({ search });
    expect(search === 'A' ? list.filter((one) => one === 'ada_l') : list).toEqual(expected);
  });

  test('a search for more than an address can hold is refused in words', async () => {
    const list = await listPeople(desk, { ...ALL, search: 'a'.repeat(255) }, null);
    expect(list).toMatchObject({ ok: false, problem: expect.stringContaining('254 characters or fewer') });
  });

  test('comes in pages of fifty, of which none has anybody twice or leaves anybody out', async () => {
    await crowd(120);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { people, older } = await found({}, after);
      expect(people.length).toBeLessThanOrEqual(50);
      seen.push(...people.map(({ address }) => address));
      after = older;
    } while (after !== null);
    expect(seen).toEqual(seen.toSorted().reverse());
    expect(new Set(seen).size).toBe(120);
  });

  test('more than a thousand are not counted out', async () => {
    await crowd(1001);
    expect((await found({})).count).toBeNull();
    expect((await found({ search: 'p0000' })).count).toBe(999);
  });

  test.each(['99999999', '', 'x', '1.2.3', "1'; --", '9999999999999999.a', '1700000000000.not-an-id', '\0'])(
    'there is no page “%s”, and it says so',
    async (after) => {
      expect(await listPeople(desk, ALL, after)).toMatchObject({
        ok: false,
        problem: expect.stringContaining('no such page'),
      });
    },
  );
});

describe('among very many, nobody who is not shown is read', () => {
  const plan = async (filter: Partial<PeopleFilter>, after: string | null = null) => {
    const page = peoplePage(
      { ...ALL, ...filter },
      { after: after === null ? null : readCursor(after), limit: 51 },
    );
    const rows = await runtime.db.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`EXPLAIN ${page}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  test('not by the first page, nor by a late one, nor by a search', async () => {
    await crowd(20_000);
    const { older } = await found({});
    const served = [
      [await plan({}), 'Subscriber_createdAt_id_idx'],
      [await plan({}, older), 'Subscriber_createdAt_id_idx'],
      [await plan({ standing: 'departed' }), 'Subscriber_standing_createdAt_id_idx'],
      [await plan({ search: 'zz' }), 'Subscriber_addressKey_prefix'],
      [await plan({ search: 'p0012345' }), 'Subscriber_addressKey_parts'],
      [await plan({ search: 'person 1999' }), 'Subscriber_name_parts'],
    ] as const;
    for (const [text, index] of served) {
      expect(text).not.toContain('Seq Scan on "Subscriber"');
      expect(text).toContain(index);
    }
    // So that the check can fail: what no index serves is read from end to end.
    const unserved = Prisma.sql`EXPLAIN SELECT * FROM "Subscriber" WHERE "timeZone" = 'UTC'`;
    expect(JSON.stringify(await runtime.db.$queryRaw(unserved))).toContain('Seq Scan on');
  });
});
