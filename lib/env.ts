import { z } from 'zod';

/** One or several of these, with commas between. */
const listOf = (one: RegExp) => new RegExp(`^${one.source}(,${one.source})*$`, one.flags);

/**
 * Every setting Lettercourse reads, in one schema. `.env.example` and the README's table list the same names;
 * a test holds the three together.
 */
const base = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  COURSES_DIR: z.string().min(1).default('emails/courses'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\p{Cc}]+ <[^<>\s@\p{Cc}]+@[^<>\s@\p{Cc}]+>$/u)
    .default('Lettercourse <hello@lettercourse.example>'),
  MAIL_REPLY_TO: z
    .string()
    .regex(/^[^<>\s@\p{Cc}]+@[^<>\s@\p{Cc}]+$/u)
    .optional(),
  POSTAL_ADDRESS: z
    .string()
    .regex(/^\P{Cc}+$/u)
    .default('[Name of the operator], [street and number], [postcode and town], [country]'),
  TOKEN_KEYS: z.string().regex(/^[a-z0-9]+:[A-Za-z0-9_-]{43,}(,[a-z0-9]+:[A-Za-z0-9_-]{43,})*$/),
  SUPPRESSION_KEY: z.string().min(43),
  CRON_SECRET: z.string().min(32).optional(),
  OPERATOR_EMAILS: z
    .string()
    .regex(listOf(/\s*[^<>\s@,\p{Cc}]+@[^<>\s@,\p{Cc}]+\s*/u))
    .optional(),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

const settings = z.discriminatedUnion('MAIL_TRANSPORT', [
  z.object({ ...base, MAIL_TRANSPORT: z.literal('outbox') }),
  z.object({
    ...base,
    MAIL_TRANSPORT: z.literal('resend'),
    // Real mail says truthfully who sends it, and its links work: RFC 8058 asks for https.
    APP_URL: z.string().regex(/^https:\/\/[^/]|^http:\/\/(localhost|127\.)/),
    MAIL_FROM: base.MAIL_FROM.unwrap(),
    POSTAL_ADDRESS: base.POSTAL_ADDRESS.unwrap(),
    RESEND_API_KEY: z.string().min(1),
    RESEND_BASE_URL: z.url().optional(),
    RESEND_WEBHOOK_SECRETS: z
      .string()
      .regex(listOf(/whsec_(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/))
      .optional(),
    RESEND_TIMEOUT_SECONDS: z.coerce.number().min(0.2).max(60).default(10),
    RESEND_KEY_LIFE_SECONDS: z.coerce.number().min(6).max(86_400).default(86_400),
  }),
]);

/** What to write, by variable; shown beside each problem, because a rule alone seldom helps. */
export const EXAMPLES: Record<string, string> = {
  NODE_ENV: 'production',
  PORT: '3000',
  HOST: '127.0.0.1',
  DATA_DIR: '.data',
  COURSES_DIR: 'emails/courses',
  DATABASE_URL: 'postgresql://lettercourse:secret@127.0.0.1:5432/lettercourse',
  APP_URL: 'https://learn.example.org',
  MAIL_TRANSPORT: 'outbox, or resend',
  MAIL_FROM: 'Lettercourse <hello@learn.example.org>',
  MAIL_REPLY_TO: 'teacher@example.org',
  POSTAL_ADDRESS: 'Ada Teacher, 1 Long Street, 12345 Town, Country',
  RESEND_API_KEY: 're_123456789',
  RESEND_BASE_URL: 'http://127.0.0.1:4601',
  RESEND_WEBHOOK_SECRETS: 'whsec_ and what Resend shows beside the webhook; several with a comma between',
  RESEND_TIMEOUT_SECONDS: '10',
  RESEND_KEY_LIFE_SECONDS: '86400, as Resend documents it',
  TOKEN_KEYS: 'k1: and the output of: openssl rand -base64 32 | tr +/ -_ | tr -d =',
  SUPPRESSION_KEY: 'the output of: openssl rand -base64 32',
  CRON_SECRET: 'the output of: openssl rand -hex 32',
  OPERATOR_EMAILS: 'you@example.org, and more with commas between',
  ALERT_WEBHOOK_URL: 'https://chat.example.org/hooks/your-secret-part',
  TRUSTED_PROXIES: '1 behind one reverse proxy, 0 without',
  LOG_LEVEL: 'info',
};

export type Env = z.infer<typeof settings> & { APP_URL: string };

/** The settings can't be used as they are; `message` lists every problem with the variable's name and an example. */
export class EnvError extends Error {
  override name = 'EnvError';
}

/**
 * Reads the settings.
 * @param source variable names to values, usually `process.env`; an empty value counts as absent
 * @throws EnvError listing every problem at once
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse({ MAIL_TRANSPORT: 'outbox', ...given });
  const problems = issuesOf(parsed, given).map((issue) => describe(issue, given));
  const { MAIL_TRANSPORT = 'outbox', HOST = '127.0.0.1' } = given;
  if (MAIL_TRANSPORT === 'outbox' && !isLoopback(HOST)) {
    problems.push(
      `HOST is ${HOST}, but the outbox shows everybody's links, so it only listens on this machine. ` +
        'Leave HOST unset, or set MAIL_TRANSPORT=resend.',
    );
  }
  // A proxy on this machine would hand the outbox on to everybody.
  const site = given.APP_URL;
  if (
    MAIL_TRANSPORT === 'outbox' &&
    site !== undefined &&
    URL.canParse(site) &&
    !isLoopback(new URL(site).hostname)
  ) {
    problems.push(
      `APP_URL is ${site}, but the outbox shows everybody's links, so the site is for this machine only. ` +
        'Leave APP_URL unset, or set MAIL_TRANSPORT=resend.',
    );
  }
  if (parsed.data?.MAIL_TRANSPORT === 'resend') {
    const { RESEND_TIMEOUT_SECONDS: timeout, RESEND_KEY_LIFE_SECONDS: life } = parsed.data;
    const shortest = 12 + 8 * timeout;
    if (life < shortest)
      problems.push(
        `RESEND_KEY_LIFE_SECONDS is ${life}, but with RESEND_TIMEOUT_SECONDS at ${timeout} it must be ${shortest} or more, ` +
          'or a late request could arrive after its key was forgotten.',
      );
  }
  if (!parsed.success || problems.length > 0) {
    throw new EnvError(
      `Lettercourse can't start with these settings:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
  }
  return {
    ...parsed.data,
    APP_URL: (parsed.data.APP_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/+$/, ''),
  };
}

/** Is this bind address reachable from this machine only? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Every variable the schema knows. */
export function envNames(): string[] {
  return [...new Set(settings.options.flatMap((option) => Object.keys(option.shape)))];
}

/** A transport that is not known would hide whatever else is wrong, so the rest is judged as for the outbox. */
function issuesOf(parsed: z.ZodSafeParseResult<unknown>, given: Record<string, unknown>): z.core.$ZodIssue[] {
  const issues = parsed.error?.issues ?? [];
  if (!issues.some(({ path }) => path[0] === 'MAIL_TRANSPORT')) return issues;
  const others = settings.safeParse({ ...given, MAIL_TRANSPORT: 'outbox' }).error?.issues ?? [];
  return [...issues, ...others];
}

function describe(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0] ?? 'MAIL_TRANSPORT');
  const what = given[name] === undefined ? 'is missing' : 'does not look right';
  return `${name} ${what}. Example: ${EXAMPLES[name] ?? ''}`;
}

/** Reads this process's settings. @throws EnvError */
export function readEnv(): Env {
  return parseEnv(process.env);
}

/** Where the courses are, for what works on files alone and asks for no other setting. */
export function readCoursesDir(): string {
  return base.COURSES_DIR.parse(process.env.COURSES_DIR || undefined);
}
