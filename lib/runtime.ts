import { createHmac } from 'node:crypto';
import { type Db, openDatabase, type Tx } from './db/client.ts';
import { courseNow } from './db/course-time.ts';
import { createOutboxStore } from './db/outbox-store.ts';
import { createTokens, parseKeyring, type Tokens } from './domain/token.ts';
import { type Env, readEnv } from './env.ts';
import { createLogger, type Logger } from './log.ts';
import { createOutbox } from './mail/outbox.ts';
import { createResend } from './mail/resend.ts';
import { createTxtLookUp, type LookUpTxt } from './mail/sender-records.ts';
import type { Transport } from './mail/transport.ts';
import { openBoss } from './work/boss.ts';
import { createQueue, type Queue } from './work/queue.ts';

/** The places in the delivery path where a crash is worth trying. */
export type Milestone = 'planned' | 'frozen' | 'accepted' | 'recorded';

/** What every flow is given, so that none reaches for a singleton. */
export type Runtime = {
  env: Env;
  db: Db;
  /** Course time: the database's clock plus the offset row. */
  now(on?: Tx): Promise<Date>;
  mail: Transport;
  tokens: Tokens;
  /** Keyed hash of an address, for suppressions and limits: says whether two are the same, not what they are. */
  hashAddress(addressKey: string): string;
  queue: Queue;
  log: Logger;
  /** The TXT records of a name, by the name servers of this machine. */
  lookUpTxt: LookUpTxt;
  /** Called as the delivery path passes a milestone. Does nothing, except in tests that crash there. */
  reached(milestone: Milestone): void;
};

/**
 * Builds a runtime from settings. Opens nothing: database and queue connect when they are first used.
 * @param replaced parts of the outside world that a test replaces
 */
export function createRuntime(env: Env, replaced: Partial<Runtime> = {}): Runtime {
  const db = replaced.db ?? openDatabase(env.DATABASE_URL);
  const log = replaced.log ?? createLogger(env.LOG_LEVEL);
  return {
    env,
    db,
    log,
    now: (on) => courseNow(on ?? db),
    mail: createTransport(env, db),
    tokens: createTokens(parseKeyring(env.TOKEN_KEYS)),
    hashAddress: (key) => createHmac('sha256', env.SUPPRESSION_KEY).update(key).digest('base64url'),
    queue: createQueue(() => openBoss(env.DATABASE_URL, 'send only', log), log),
    lookUpTxt: createTxtLookUp(),
    reached: () => {},
    ...replaced,
  };
}

const shared: { lettercourse?: Runtime } = globalThis as typeof globalThis & { lettercourse?: Runtime };

/** The web process's runtime: one, made on first use, kept across hot reloads. */
export async function getRuntime(): Promise<Runtime> {
  shared.lettercourse ??= createRuntime(readEnv());
  return shared.lettercourse;
}

function createTransport(env: Env, db: Db): Transport {
  switch (env.MAIL_TRANSPORT) {
    case 'outbox':
      return createOutbox(createOutboxStore(db));
    case 'resend':
      return createResend({
        apiKey: env.RESEND_API_KEY,
        baseUrl: env.RESEND_BASE_URL,
        requestMs: Math.round(env.RESEND_TIMEOUT_SECONDS * 1000),
        keyLifeMs: Math.round(env.RESEND_KEY_LIFE_SECONDS * 1000),
      });
    default:
      return env satisfies never;
  }
}
