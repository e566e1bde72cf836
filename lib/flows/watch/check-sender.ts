import { claimSenderCheck, readSenderCheck, storeSenderCheck } from '../../db/sender-check.ts';
import { domainOf, isExampleSender } from '../../domain/site.ts';
import { lookUpSenderRecords, RECORDS } from '../../mail/sender-records.ts';
import type { Runtime } from '../../runtime.ts';
import { presentSite } from '../site.ts';

const EVERY_S = 3600;

/**
 * Asks name servers, once an hour, for what says that our mail is ours, and notes what was there and is gone. What they
 * don't answer is as it was. The outbox needs none of it, and a domain kept for examples has none.
 */
export async function checkSender(runtime: Runtime): Promise<void> {
  const site = await presentSite(runtime);
  if (runtime.mail.name === 'outbox' || isExampleSender(site)) return;
  const domain = domainOf(site.from);
  if (!(await claimSenderCheck(runtime.db, domain, EVERY_S))) return;
  const states = await lookUpSenderRecords(runtime.lookUpTxt, domain);
  const before = await readSenderCheck(runtime.db, domain);
  const seen = RECORDS.filter((name) => states[name] === 'found' || before.seen.includes(name));
  const gone = seen.filter((name) =>
    states[name] === 'no answer' ? before.gone.includes(name) : states[name] !== 'found',
  );
  await storeSenderCheck(runtime.db, domain, { seen, gone });
}
