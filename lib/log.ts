import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * One line per event, with ids and counts, never an address, a token or a body. The redaction is the second line of
 * defence, for errors and objects that bring such fields along.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'email',
        'address',
        'to',
        'token',
        '*.email',
        '*.address',
        '*.to',
        '*.token',
        '*.html',
        '*.text',
      ],
      censor: '[removed]',
    },
    serializers: { err: describeError },
  });
}

/** Name, code and place of an error: its message may quote a parameter, and so an address. */
function describeError(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null) return { name: typeof error };
  const code = 'code' in error ? error.code : undefined;
  if (!(error instanceof Error)) return { name: error.constructor?.name ?? 'object', code };
  return {
    name: error.name,
    code,
    stack: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
  };
}
