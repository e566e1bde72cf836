import { z } from 'zod';
import type { Refusal } from './faults.ts';
import type { Mail } from './mailbox.ts';

const MOST = 100;

const addresses = z.union([z.string(), z.array(z.string()).min(1).max(50)]).transform((to) => [to].flat());
const mail = z.object({
  from: z.string().min(1),
  to: addresses,
  subject: z.string().min(1),
  html: z.string().default(''),
  text: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
  tags: z
    .array(z.object({ name: z.string().regex(/^[\w-]{1,256}$/), value: z.string().regex(/^[\w-]{1,256}$/) }))
    .max(75)
    .default([]),
});

/**
 * Reads the mails of a request, all or none (`strict`, as Resend's batches are by default).
 * @param bad addresses the provider doesn't like
 */
export function parseMails(body: Buffer, bad: RegExp | null): Mail[] | Refusal {
  const refusal: Refusal = { status: 422, name: 'validation_error' };
  let given: unknown;
  try {
    given = JSON.parse(body.toString('utf8'));
  } catch {
    return refusal;
  }
  const parsed = z
    .array(mail)
    .min(1)
    .max(MOST)
    .safeParse(Array.isArray(given) ? given : [given]);
  if (!parsed.success) return refusal;
  const isRefused = parsed.data.some(({ to }) =>
    to.some((address) => !/^[^@\s]+@[^@\s]+$/.test(address) || bad?.test(address)),
  );
  return isRefused ? refusal : parsed.data;
}
