import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { show } from '#lib/cli/person.ts';
import { erase, exportPerson, move } from '#lib/cli/subscribers.ts';
import { suppress, unsuppress } from '#lib/cli/suppress.ts';
import { atCommandLine, type Desk } from '#lib/flows/desk/desk.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

const ADA = 'ada@example.org';
const BECAUSE = ['--reason', 'asked by phone'];

let runtime: TestRuntime;
let desk: Desk;
beforeAll(async () => {
  runtime = await openTea();
  desk = atCommandLine(runtime);
});
beforeEach(async () => {
  await beginAt(runtime, '2027-01-06T12:00:00Z');
  await learningTea(runtime, 'ada');
});
afterAll(() => runtime.close());

const log = async () =>
  (await runtime.db.auditEntry.findMany({ orderBy: { number: 'asc' } })).map(
    ({ actor, action }) => `${actor}: ${action}`,
  );

describe('subscribers show', () => {
  test('says in words how somebody stands, without repeating the address', async () => {
    const { lines, code } = await show(desk, ['ADA@example.org']);
    expect(code).toBe(0);
    const text = lines.join('\n');
    expect(text).toMatch(/^[0-9a-f-]{36}: confirmed, since /);
    expect(text).toContain('given, course/tea: “Send me this course by email.');
    expect(text).toMatch(
      /The tea course:\n {2}active, round 1, .*\n {2}next mail Monday 18 January at 09:00/,
    );
    expect(text).toContain('had: one\n  to come: two, three, four');
    expect(text).toMatch(/: one, sent; [0-9a-f-]{36}/);
    expect(text).not.toContain('ada@');
  });

  test('or as data', async () => {
    const { lines } = await show(desk, [ADA, '--json']);
    expect(JSON.parse(lines.join('\n'))).toMatchObject({ address: ADA, courses: [{ slug: 'tea' }] });
  });

  test.each([
    [['nobody@example.org'], 1, 'Nobody has this address'],
    [['ada'], 1, 'needs an @'],
    [[], 2, 'subscribers show <address>'],
    [[ADA, 'more'], 2, 'subscribers show <address>'],
    [[ADA, '--jsno'], 2, 'There is no option --jsno'],
  ])('%s is answered with %i', async (args, code, words) => {
    const said = await show(desk, args);
    expect(said.code).toBe(code);
    expect(said.lines.join('\n')).toContain(words);
  });
});

describe('suppress and unsuppress', () => {
  test('there and back: off the list only with a reason and --yes; both are written down', async () => {
    expect(await suppress(desk, [ADA, ...BECAUSE])).toMatchObject({ code: 0 });
    expect(await suppress(desk, [ADA, ...BECAUSE])).toMatchObject({ code: 1 });
    const asked = await unsuppress(desk, [ADA, ...BECAUSE]);
    expect(asked.code).toBe(1);
    expect(asked.lines.join('\n')).toMatch(
      /an operator put it there\.\nNothing was changed\. To do it, add --yes\.$/,
    );
    expect(await unsuppress(desk, [ADA, '--yes'])).toMatchObject({ code: 1 });
    expect(await unsuppress(desk, [ADA, ...BECAUSE, '--yes'])).toMatchObject({ code: 0 });
    expect(await unsuppress(desk, [ADA, ...BECAUSE, '--yes'])).toMatchObject({ code: 1 });
    expect(await log()).toEqual(['command line: suppression.add', 'command line: suppression.remove']);
  });

  test('a complaint has to be named', async () => {
    const { id } = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
    await reports(runtime, { type: 'email.complained', delivery: id, to: ADA });
    const refused = await unsuppress(desk, [ADA, ...BECAUSE, '--yes']);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.lines.at(-1)).toBe('Then add --despite-complaint.');
    expect(await unsuppress(desk, [ADA, ...BECAUSE, '--yes', '--despite-complaint'])).toMatchObject({
      code: 0,
    });
  });

  test.each([[[]], [[ADA, 'b@example.org']], [[ADA, '--why', 'x']]])('%s is not understood', async (args) => {
    expect(await suppress(desk, args)).toMatchObject({ code: 2 });
    expect(await unsuppress(desk, args)).toMatchObject({ code: 2 });
  });

  test('no reason, and no address, are refused in words, and change nothing', async () => {
    const before = await allRows(runtime);
    expect((await suppress(desk, [ADA])).lines[0]).toContain('Say why');
    expect((await suppress(desk, ['ada', ...BECAUSE])).lines[0]).toContain('needs an @');
    expect((await unsuppress(desk, ['ada', ...BECAUSE])).lines[0]).toContain('needs an @');
    expect(await allRows(runtime)).toEqual(before);
  });
});

test('what the command line does about somebody is written down, and what it refuses is not', async () => {
  await exportPerson(desk, [ADA]);
  await exportPerson(desk, ['nobody@example.org']);
  await move(desk, [ADA, 'new@example.org', '--yes']);
  await move(desk, [ADA, 'new@example.org', '--yes']);
  await erase(desk, ['new@example.org']);
  await erase(desk, ['new@example.org', '--yes']);
  await erase(desk, ['new@example.org', '--yes']);
  expect(await log()).toEqual([
    'command line: subscriber.export',
    'command line: subscriber.readdress',
    'command line: subscriber.erase',
  ]);
});
