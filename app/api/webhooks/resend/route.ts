import { bodyWithin } from '#app/body-within.ts';
import { type Received, receiveWebhook, takesWebhooks } from '#lib/flows/receive-webhook.ts';
import { getRuntime } from '#lib/runtime.ts';

/** As the web server has it for this address. */
const LIMIT_KB = 256;

/** What it answers to each; everything that is not 2xx is sent again by Resend, for about a day. */
const ANSWERS: Record<Received, [status: number, message: string]> = {
  recorded: [200, 'Recorded.'],
  repeated: [200, 'Known already.'],
  'not kept': [200, 'Nothing we keep.'],
  'not signed': [401, 'This is not signed with a secret of ours, or more than five minutes old.'],
  unreadable: [400, 'This is signed, but it is no event.'],
};

/**
 * Resend's reports of what became of a mail: delivered, came back, complained about. Exempt from the origin check, which
 * its servers can't pass; the signature is what counts.
 */
export async function POST(request: Request): Promise<Response> {
  const runtime = await getRuntime();
  if (!takesWebhooks(runtime)) {
    return say(
      404,
      'No webhooks are taken here. They need MAIL_TRANSPORT=resend and RESEND_WEBHOOK_SECRETS.',
    );
  }
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return say(415, 'Send application/json.');
  const body = await bodyWithin(request, LIMIT_KB * 1024);
  if (body === null) return say(413, `At most ${LIMIT_KB} KB can be sent here.`);

  const header = (name: string) => request.headers.get(`svix-${name}`) ?? '';
  const [id, timestamp, signature] = [header('id'), header('timestamp'), header('signature')];
  try {
    const received = await receiveWebhook(runtime, { body, id, timestamp, signature });
    if (received === 'not signed')
      runtime.log.warn('a webhook was refused: not signed with a secret of ours');
    return say(...ANSWERS[received]);
  } catch (err) {
    runtime.log.error({ err }, 'a webhook could not be answered');
    return say(503, 'We couldn’t reach our records just now. Please send this again.');
  }
}

function say(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, headers: { 'Cache-Control': 'no-store' } });
}
