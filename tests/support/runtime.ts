import { randomBytes } from 'node:crypto';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { type Env, parseEnv } from '#lib/env.ts';
import { atCommandLine, type Desk } from '#lib/flows/desk/desk.ts';
import { publishCourses } from '#lib/flows/publish-courses.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { createDatabase } from './database.ts';
import { ageLimits } from './time.ts';

/** In an operator's hands as well. */
export type TestRuntime = Desk & { close(): Promise<void> };

/** The settings a test's runtime gets, over its own database. */
export function testEnv(databaseUrl: string, settings: Record<string, string> = {}): Env {
  return parseEnv({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    ...(settings.MAIL_TRANSPORT === 'resend' ? { APP_URL: 'https://learn.example.org' } : {}),
    MAIL_FROM: 'Lettercourse <hello@learn.example.org>',
    POSTAL_ADDRESS: 'Ada Teacher, 1 Long Street, 12345 Town, Country',
    TOKEN_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
    SUPPRESSION_KEY: randomBytes(32).toString('base64url'),
    CRON_SECRET: randomBytes(24).toString('hex'),
    LOG_LEVEL: 'silent',
    ...settings,
  });
}

/** A runtime over a database of its own, with the real courses published and the outbox as transport. */
export async function openRuntime(
  settings: Record<string, string> = {},
  replaced: Partial<Runtime> = {},
): Promise<TestRuntime> {
  const database = await createDatabase();
  const runtime = await openRuntimeOver(database.url, settings, replaced);
  return {
    ...runtime,
    close: async () => {
      await runtime.close();
      await database.drop();
    },
  };
}

/** The same over a database that is there already, and stays. */
export async function openRuntimeOver(
  databaseUrl: string,
  settings: Record<string, string> = {},
  replaced: Partial<Runtime> = {},
): Promise<TestRuntime> {
  const runtime = createRuntime(testEnv(databaseUrl, settings), replaced);
  await publishCourses(runtime, 'always');
  return {
    ...atCommandLine(runtime),
    close: async () => {
      await runtime.queue.close();
      await runtime.db.$disconnect();
    },
  };
}

/** What sends real mail needs to be told, where the provider is one of the test's own. */
export function throughResend(provider: { url: string }, settings: Record<string, string> = {}) {
  return { MAIL_TRANSPORT: 'resend', RESEND_API_KEY: 're_test', RESEND_BASE_URL: provider.url, ...settings };
}

/** Empties the database of people and their mail, and begins at this instant. What was published stays. */
export async function beginAt({ db }: Runtime, instant: string): Promise<void> {
  await db.$executeRaw`
    TRUNCATE "Subscriber", "Suppression", "SignUp", "Consent", "LeaveReason", "Enrollment", "Receipt", "LessonProgress", "Owed", "AddressChange", "PassedOver", "LastChange", "Delivery", "Batch", "Limit", "OutboxMessage",
      "ProviderEvent", "Alert", "SignIn", "OperatorChallenge", "AuditEntry"`;
  await db.$executeRaw`
    UPDATE "Clock" SET "offsetMs" = ceil(extract(epoch FROM ${instant}::timestamptz - clock_timestamp()) * 1000)`;
}

/** Real time passes, as the limits see it: the database's clock can't be moved, so what it wrote down is moved back. */
export async function realTimePasses({ db }: Runtime, seconds: number): Promise<void> {
  await db.$executeRaw`UPDATE "SignUp" SET "mailedAt" = "mailedAt" - ${seconds} * interval '1 second'`;
  await ageLimits(db, seconds);
}

/** Course time goes on by so much, and nothing is done in it. */
export async function minutesPass(runtime: Runtime, minutes: number): Promise<void> {
  const now = await runtime.now();
  await moveCourseTimeTo(runtime.db, new Date(now.getTime() + minutes * 60_000));
}

/** Sets course time to an instant (never back) and does what is due then. */
export async function atTime(runtime: Runtime, instant: string): Promise<void> {
  await moveCourseTimeTo(runtime.db, new Date(instant));
  await runUntilQuiet(runtime);
}
