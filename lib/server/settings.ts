import { type Env, parseEnv } from '#lib/env.ts';
import type { Secrets } from './secrets.ts';

type Source = Readonly<Record<string, string | undefined>>;
type Provided = { databaseUrl: string; port: number; secrets: Secrets | null };

/** Well-formed stand-ins, to judge everything else before anything is made. */
const STAND_INS = {
  DATABASE_URL: 'postgresql://127.0.0.1/lettercourse',
  TOKEN_KEYS: `k1:${'-'.repeat(43)}`,
  SUPPRESSION_KEY: '-'.repeat(43),
  CRON_SECRET: '-'.repeat(43),
};

/**
 * The settings as far as a person gave them.
 * @throws EnvError listing every problem
 */
export function givenSettings(given: Source): Env {
  return parseEnv({ ...STAND_INS, ...withoutEmpty(given) });
}

/**
 * The environment for the web and worker processes: what was given, then what `npm start` provides itself.
 * @throws EnvError listing every problem
 */
export function completeEnvironment(
  given: Source,
  { databaseUrl, port, secrets }: Provided,
): Record<string, string> {
  const { POSTGRES_PASSWORD: _, ...keys } = secrets ?? { POSTGRES_PASSWORD: '' };
  const complete = {
    // Whoever watches a terminal wants to hear of trouble, not of each mail.
    LOG_LEVEL: 'warn',
    ...keys,
    ...withoutEmpty(given),
    ...{ DATABASE_URL: databaseUrl, PORT: String(port), NEXT_TELEMETRY_DISABLED: '1' },
  };
  parseEnv(complete);
  return complete;
}

/** An empty value counts as absent, as it does in parseEnv. */
function withoutEmpty(source: Source): Record<string, string> {
  const full = Object.entries(source).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return Object.fromEntries(full);
}
