import { parseProviderEvent } from '../domain/provider-event.ts';
import { isSigned, type WebhookRequest } from '../mail/resend-webhooks.ts';
import type { Runtime } from '../runtime.ts';
import { recordEvent } from './record-event.ts';

export type Received = 'recorded' | 'repeated' | 'not kept' | 'not signed' | 'unreadable';

/** Whether reports of the provider can be told from inventions here. */
export function takesWebhooks({ env }: Runtime): boolean {
  return secretsOf(env).length > 0;
}

/** Takes a report, if the provider has signed it. Nothing is read, written or logged of one that it has not. */
export async function receiveWebhook(runtime: Runtime, request: WebhookRequest): Promise<Received> {
  if (!isSigned(request, secretsOf(runtime.env))) return 'not signed';
  const event = parseProviderEvent(jsonOf(request.body));
  return event === null ? 'unreadable' : recordEvent(runtime, request.id, event);
}

function secretsOf(env: Runtime['env']): string[] {
  return env.MAIL_TRANSPORT === 'resend' ? (env.RESEND_WEBHOOK_SECRETS?.split(',') ?? []) : [];
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
