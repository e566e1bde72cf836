import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EnvError, EXAMPLES, envNames, parseEnv } from '#lib/env.ts';
import { ROOT } from '#lib/server/root.mjs';

const KEYS = {
  DATABASE_URL: 'postgresql://127.0.0.1/lettercourse',
  TOKEN_KEYS: `k1:${'a'.repeat(43)}`,
  SUPPRESSION_KEY: 'a'.repeat(43),
};

const REAL = {
  MAIL_TRANSPORT: 'resend',
  RESEND_API_KEY: 're_1',
  APP_URL: 'https://learn.example.org',
  MAIL_FROM: 'Ada <ada@learn.example.org>',
  POSTAL_ADDRESS: '1 Long Street, 12345 Town',
};

describe('the settings stand in three places, and agree', () => {
  const known = envNames().sort();

  test('.env.example has every variable of the schema, and no other', () => {
    expect([...exampleFile().keys()].sort()).toEqual(known);
  });

  test('the README’s table has every variable of the schema, and no other', () => {
    const section = /^## Settings\n(.*?)^## /ms.exec(read('README.md'))?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(known);
  });

  test('every variable has an example to show beside a problem', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(known);
  });

  test('what .env.example proposes is accepted as it stands, except for keys, which are nobody’s to share', () => {
    const proposed = [...exampleFile()].filter(([, value]) => !value.includes('<the output'));
    // A site of one's own goes with real mail; everything else is proposed for either.
    const real = { ...KEYS, ...Object.fromEntries(proposed), MAIL_TRANSPORT: 'resend' };
    expect(parseEnv(real)).toMatchObject({ PORT: 3000 });
    const outbox = proposed.filter(([name]) => name !== 'APP_URL');
    expect(parseEnv({ ...KEYS, ...Object.fromEntries(outbox) })).toMatchObject({
      PORT: 3000,
      MAIL_TRANSPORT: 'outbox',
    });
    for (const name of ['TOKEN_KEYS', 'SUPPRESSION_KEY', 'CRON_SECRET'])
      expect(problemsOf({ ...KEYS, [name]: exampleFile().get(name) ?? '' })).toEqual([name]);
  });
});

describe('settings that can’t be used are told all at once', () => {
  test('values that are wrong and values that are missing, each with its name and an example', () => {
    const message = messageOf({
      DATABASE_URL: 'mysql://x',
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      HOST: '0.0.0.0',
    });
    expect(message).toContain(`DATABASE_URL does not look right. Example: ${EXAMPLES.DATABASE_URL}`);
    expect(message).toContain(`PORT does not look right. Example: ${EXAMPLES.PORT}`);
    expect(message).toContain(`LOG_LEVEL does not look right. Example: ${EXAMPLES.LOG_LEVEL}`);
    expect(message).toContain(`TOKEN_KEYS is missing. Example: ${EXAMPLES.TOKEN_KEYS}`);
    expect(message).toContain(`SUPPRESSION_KEY is missing. Example: ${EXAMPLES.SUPPRESSION_KEY}`);
    expect(message).toContain('HOST is 0.0.0.0, but the outbox shows everybody');
    expect(message.split('\n  - ')).toHaveLength(7);
  });

  test('a transport that is not known hides none of the others', () => {
    expect(problemsOf({ ...KEYS, MAIL_TRANSPORT: 'pigeon', PORT: '0', DATABASE_URL: undefined })).toEqual([
      'DATABASE_URL',
      'MAIL_TRANSPORT',
      'PORT',
    ]);
  });

  test('real mail needs a key, a sender, a place and a post address; an empty value is a missing one', () => {
    expect(problemsOf({ ...KEYS, MAIL_TRANSPORT: 'resend', RESEND_API_KEY: '' })).toEqual([
      'APP_URL',
      'MAIL_FROM',
      'POSTAL_ADDRESS',
      'RESEND_API_KEY',
    ]);
    expect(problemsOf({ ...KEYS, ...REAL, APP_URL: 'http://learn.example.org' })).toEqual(['APP_URL']);
  });

  test.each(['0.0.0.0', '::', '192.168.1.7', 'learn.example.org'])(
    'the outbox is not shown on %s',
    (HOST) => {
      expect(problemsOf({ ...KEYS, HOST })).toEqual(['HOST']);
      expect(parseEnv({ ...KEYS, ...REAL, HOST })).toMatchObject({ HOST });
    },
  );

  test.each(['127.0.0.1', '127.0.1.1', '::1', 'localhost'])('the outbox may be shown on %s', (HOST) => {
    expect(parseEnv({ ...KEYS, HOST })).toMatchObject({ HOST });
  });

  test('a line break can’t be smuggled into a header', () => {
    const MAIL_FROM = 'Ada <ada@example.org>\r\nBcc: all@example.org';
    expect(problemsOf({ ...KEYS, MAIL_FROM })).toEqual(['MAIL_FROM']);
  });
});

test('without an address of its own the site is where its port is, and a slash at the end is dropped', () => {
  expect(parseEnv({ ...KEYS, PORT: '4000' }).APP_URL).toBe('http://localhost:4000');
  expect(parseEnv({ ...KEYS, APP_URL: 'http://localhost:4000/' }).APP_URL).toBe('http://localhost:4000');
});

test('the outbox is not put under a name that others can reach', () => {
  expect(messageOf({ ...KEYS, APP_URL: 'https://learn.example.org' })).toContain('Leave APP_URL unset');
});

/** Name to value, whether commented out or not. */
function exampleFile(): Map<string, string> {
  const lines = read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm);
  return new Map([...lines].map(([, name = '', value = '']) => [name, value]));
}

function messageOf(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return '';
}

/** The names in the message's list. */
function problemsOf(source: Record<string, string | undefined>): string[] {
  return [...messageOf(source).matchAll(/^ {2}- ([A-Z_]+) /gm)].map(([, name = '']) => name).sort();
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
