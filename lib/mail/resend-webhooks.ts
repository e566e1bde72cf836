import { Resend } from 'resend';

/** One webhook request as it came: its body, not a byte changed, and its three headers. */
export type WebhookRequest = { body: string; id: string; timestamp: string; signature: string };

/**
 * Was this sent by whoever shares one of these secrets with us, within five minutes? Several, while one takes the other's
 * place (https://resend.com/docs/webhooks/verify-webhooks-requests).
 * @throws when a secret is not one
 */
export function isSigned(request: WebhookRequest, secrets: readonly string[]): boolean {
  return secrets.some((secret) => isSignedWith(secret, request));
}

// Checking signatures asks nobody, but the SDK wants a key of its API before it does anything.
const { webhooks } = new Resend('re_unused');

function isSignedWith(webhookSecret: string, { body: payload, ...headers }: WebhookRequest): boolean {
  try {
    webhooks.verify({ payload, headers, webhookSecret });
    return true;
  } catch (error) {
    // After the signature the SDK reads the body: a signed one that is no JSON is still signed.
    if (error instanceof SyntaxError) return true;
    if (error instanceof Error && error.name === 'WebhookVerificationError') return false;
    throw error;
  }
}
