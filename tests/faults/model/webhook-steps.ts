import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { parseProviderEvent } from '#lib/domain/provider-event.ts';
import { softBouncesAreFinal } from '#lib/domain/soft-bounces.ts';
import { recordEvent } from '#lib/flows/record-event.ts';
import { personOf, type Taken } from './history.ts';
import { type Person, stoppedAllMail } from './people.ts';
import { type Step, step } from './step.ts';
import { does, openDeliveriesOf, who } from './who.ts';
import type { World } from './world.ts';

/** What the provider will report, by the column it is kept in. */
const REPORTS = {
  sentAt: { type: 'email.sent' },
  deliveredAt: { type: 'email.delivered' },
  delayedAt: { type: 'email.delivery_delayed' },
  softBouncedAt: { type: 'email.bounced', bounce: { type: 'Transient' } },
  bouncedAt: { type: 'email.bounced', bounce: { type: 'Permanent' } },
  complainedAt: { type: 'email.complained' },
} as const;
export type Report = keyof typeof REPORTS;

/** A webhook on its way, or delivered. */
export type Webhook = { id: string; report: Report; mail: Taken; courseMs: number };

const happens = (words: string, report: Report) =>
  who.map((i) =>
    does(i, words, async (world, person) => {
      const mail = world.history.taken.findLast(({ address }) => address === person.address);
      if (!mail) return 'has had none';
      post(world, mail, report);
      return 'will be told';
    }),
  );

const arrive = fc
  .record({ order: fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }), twice: fc.boolean() })
  .map(({ order, twice }) =>
    step(`${order.length} webhooks arrive${twice ? ', each twice' : ''}, in any order`, (world) =>
      deliverWebhooks(world, order, twice ? 2 : 1),
    ),
  );

export const webhookSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: arrive },
  { weight: 1, arbitrary: happens('complains about the newest mail', 'complainedAt') },
  { weight: 1, arbitrary: happens('has a mailbox that is gone', 'bouncedAt') },
  { weight: 2, arbitrary: happens('has a mailbox that is full', 'softBouncedAt') },
  { weight: 1, arbitrary: happens('has a mailbox that is slow', 'delayedAt') },
);

/** Something happened to a mail; the provider will say so one day. */
export function post(world: World, mail: Taken, report: Report): void {
  world.webhooks.coming.push({ id: randomUUID(), report, mail, courseMs: world.nowMs() });
}

/** Every mail taken since is reported as sent and delivered. */
function postNews(world: World): void {
  const { history, webhooks } = world;
  for (const mail of history.taken.slice(webhooks.posted)) {
    post(world, mail, 'sentAt');
    post(world, mail, 'deliveredAt');
  }
  webhooks.posted = history.taken.length;
}

/**
 * Lets some of the waiting webhooks arrive.
 * @param order which of those still waiting comes next, each modulo their number
 */
export async function deliverWebhooks(
  world: World,
  order: readonly number[],
  times: number,
): Promise<string> {
  postNews(world);
  const { coming, told } = world.webhooks;
  const came: string[] = [];
  for (const pick of order) {
    const [webhook] = coming.splice(pick % Math.max(1, coming.length), 1);
    if (!webhook) break;
    for (let time = 0; time < times; time++) came.push(await tell(world, webhook));
    told.push(webhook);
    const person = personOf(world.people, webhook.mail.address);
    if (endsAllMail(world, person, webhook)) {
      person.suppressed = true;
      stoppedAllMail(person, openDeliveriesOf(world, person));
    }
  }
  return came.join(', ') || 'none was coming';
}

async function tell({ runtime, nowMs }: World, { id, report, mail, courseMs }: Webhook): Promise<string> {
  // It happened as long ago as the model's clock says.
  const created_at = new Date(Date.now() - (nowMs() - courseMs)).toISOString();
  const { type, ...rest } = REPORTS[report];
  const data = { email_id: mail.id, to: [mail.address], tags: { delivery: mail.deliveryId }, ...rest };
  const event = parseProviderEvent({ type, created_at, data });
  if (!event) throw new Error('the model made up an event that is none');
  return `${report.replace(/At$/, '')} ${await recordEvent(runtime, id, event)}`;
}

function endsAllMail(world: World, person: Person, { report }: Webhook): boolean {
  if (report === 'complainedAt' || report === 'bouncedAt') return true;
  const bounces = world.webhooks.told.filter(
    ({ report: told, mail }) => told === 'softBouncedAt' && mail.address === person.address,
  );
  return softBouncesAreFinal(
    bounces.map(({ mail, courseMs }) => ({ mail: mail.deliveryId, at: new Date(courseMs) })),
  );
}
