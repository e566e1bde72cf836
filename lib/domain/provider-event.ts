import { z } from 'zod';
import { parseAddress } from './address.ts';

/**
 * What an event says about its mail. `none` for whatever is no concern of ours: openings and clicks, which are not
 * tracked here, and what is not about a mail we sent.
 */
export type Effect =
  | 'accepted'
  | 'delivered'
  | 'delayed'
  | 'soft bounce'
  | 'hard bounce'
  | 'complained'
  | 'failed'
  | 'none';

/** One report of the provider about one mail. */
export type ProviderEvent = {
  type: string;
  effect: Effect;
  /** The provider's id of the mail. */
  providerId: string | null;
  /** As the mail's tag says. Null for mail that is not ours. */
  deliveryId: string | null;
  /** Address keys. */
  recipients: readonly string[];
  /** Of a bounce, which kind it was. */
  bounce: Bounce | null;
  /** By the provider's clock; null when it does not say. */
  occurredAt: Date | null;
};

const BOUNCES = ['Permanent', 'Transient', 'Undetermined'] as const;
export type Bounce = (typeof BOUNCES)[number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A field that is missing or has another shape than documented is no reason to lose what the others say. */
const instant = z.string().transform(instantOf).catch(null);
const payload = z.object({
  type: z.string().regex(/^[\w.]{1,100}$/),
  created_at: instant,
  data: z
    .object({
      email_id: z
        .string()
        .regex(/^[\w-]{1,100}$/)
        .nullable()
        .catch(null),
      created_at: instant,
      to: z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]),
      // An object in webhooks, an array of names and values where mails are sent.
      tags: z
        .union([
          z.record(z.string(), z.unknown()),
          z
            .array(z.object({ name: z.string(), value: z.unknown() }))
            .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
        ])
        .catch({}),
      bounce: z.object({ type: z.enum(BOUNCES) }).catch({ type: 'Undetermined' }),
    })
    .nullable()
    .catch(null),
});

/**
 * Reads a webhook's payload (https://resend.com/docs/webhooks/event-types). Types we don't know and fields beside ours
 * are let through.
 * @returns null for what is no event at all
 */
export function parseProviderEvent(body: unknown): ProviderEvent | null {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return null;
  const { type, created_at, data } = parsed.data;
  const tag = data?.tags.delivery;
  const bounce = type === 'email.bounced' ? (data?.bounce.type ?? 'Undetermined') : null;
  return {
    type,
    effect: effectOf(type, bounce),
    providerId: data?.email_id ?? null,
    deliveryId: typeof tag === 'string' && UUID.test(tag) ? tag.toLowerCase() : null,
    recipients: (data?.to ?? []).flatMap(keyOf),
    bounce,
    occurredAt: created_at ?? data?.created_at ?? null,
  };
}

/** Must the address not be mailed any more after this? A single bounce for now is no reason: see `softBouncesAreFinal`. */
export function suppressionAfter({ effect, type }: ProviderEvent): 'bounced' | 'complained' | null {
  if (effect === 'complained') return 'complained';
  // The provider's own list: it would not send there whatever we asked.
  return effect === 'hard bounce' || type === 'email.suppressed' ? 'bounced' : null;
}

function effectOf(type: string, bounce: Bounce | null): Effect {
  switch (type) {
    case 'email.sent':
      return 'accepted';
    case 'email.delivered':
      return 'delivered';
    case 'email.delivery_delayed':
      return 'delayed';
    case 'email.bounced':
      return bounce === 'Permanent' ? 'hard bounce' : 'soft bounce';
    case 'email.complained':
      return 'complained';
    case 'email.failed':
    case 'email.suppressed':
      return 'failed';
    default:
      return 'none';
  }
}

/** "Ada <ada@example.org>" as well as the address alone. */
function keyOf(recipient: string): string[] {
  const parsed = parseAddress(/<([^<>]*)>\s*$/.exec(recipient)?.[1] ?? recipient);
  return parsed.ok ? [parsed.key] : [];
}

/** ISO 8601, and as Postgres writes it: "2026-11-25 18:00:00.123+00". */
function instantOf(text: string): Date | null {
  const at = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  return Number.isNaN(at.getTime()) ? null : at;
}
