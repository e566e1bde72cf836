import { readSenderCheck } from '../db/sender-check.ts';
import { readSetUpFacts } from '../db/set-up.ts';
import { type RecordState, type Step, stepsOf } from '../domain/set-up.ts';
import { domainOf, isExampleSender } from '../domain/site.ts';
import { lookUpSenderRecords, type RecordName, type SenderRecords } from '../mail/sender-records.ts';
import type { Runtime } from '../runtime.ts';
import { takesWebhooks } from './receive-webhook.ts';
import { presentSite } from './site.ts';

/**
 * What this installation still needs before it writes to people. Changes nothing.
 * @param asks whether name servers are asked, which may take seconds; without, what they said last counts
 */
export async function setUp(runtime: Runtime, { asks = true }: { asks?: boolean } = {}): Promise<Step[]> {
  const site = await presentSite(runtime);
  const domain = domainOf(site.from);
  const exampleSender = isExampleSender(site);
  const isReal = runtime.mail.name !== 'outbox';
  const records = asks
    ? () => lookUpSenderRecords(runtime.lookUpTxt, domain)
    : () => lastSenderRecords(runtime, domain);
  return stepsOf({
    ...(await readSetUpFacts(runtime.db)),
    ...{ isReal, exampleSender, domain },
    records: isReal && !exampleSender ? await records() : null,
    hasPostalAddress: !site.postalAddress.startsWith('['),
    takesReports: takesWebhooks(runtime),
  });
}

async function lastSenderRecords({ db }: Runtime, domain: string): Promise<SenderRecords> {
  const { seen, gone } = await readSenderCheck(db, domain);
  const stateOf = (name: RecordName): RecordState =>
    seen.includes(name) && !gone.includes(name) ? 'found' : 'missing';
  return { SPF: stateOf('SPF'), DKIM: stateOf('DKIM'), DMARC: stateOf('DMARC') };
}
