import { randomBytes } from 'node:crypto';

/**
 * A day in twenty-one seconds: the key's life is shortened, and with it the window and every wait that depends on it. Not
 * further, or a late request would arrive after the key is forgotten because of nothing but the shortening.
 */
export const KEY_LIFE_SECONDS = 21;
export const TIMEOUT_SECONDS = 1;

/** The settings of every process of a run: real ones, but for the provider's address and its two durations. */
export function chaosSettings(databaseUrl: string, providerUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    APP_URL: 'https://learn.example.org',
    MAIL_TRANSPORT: 'resend',
    MAIL_FROM: 'Lettercourse <hello@learn.example.org>',
    POSTAL_ADDRESS: 'Ada Teacher, 1 Long Street, 12345 Town, Country',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: providerUrl,
    RESEND_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS),
    RESEND_KEY_LIFE_SECONDS: String(KEY_LIFE_SECONDS),
    TOKEN_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
    SUPPRESSION_KEY: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'info',
  };
}
