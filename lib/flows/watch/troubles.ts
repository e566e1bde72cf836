import { clockOffsetMs } from '../../db/course-time.ts';
import { readRates } from '../../db/desk/rates.ts';
import { hasNewWorker } from '../../db/heartbeat.ts';
import { missedRuns } from '../../db/scheduled-run.ts';
import { readSender } from '../../db/sender.ts';
import { readSenderCheck } from '../../db/sender-check.ts';
import { readVitalSigns } from '../../db/vital-signs.ts';
import type { Trouble } from '../../domain/alert.ts';
import { groupBy } from '../../domain/group-by.ts';
import { domainOf } from '../../domain/site.ts';
import { type Reading, readThresholds } from '../../domain/thresholds.ts';
import type { Runtime } from '../../runtime.ts';
import { presentSite } from '../site.ts';

const LATE_S = 30 * 60;
/** A missed run is made up for within seconds; one that is missing for so long won't be. */
const RUN_MISSING_S = 10 * 60;
/** Fewer mails may well pass without a report in six hours. */
const LEAST_SENT = 100;

/**
 * What is broken now. Alarms only for what is broken: that sending was stopped on purpose is none, nor is work in flight.
 */
export async function troubles(runtime: Runtime): Promise<Trouble[]> {
  const { db, env } = runtime;
  const found: Trouble[] = [];
  const { stopped, halted } = await readSender(db);
  if (halted) found.push({ kind: 'refused', detail: halted.reason });

  // A worker that has just begun makes up for what was missed while there was none.
  const isMadeUpFor = await hasNewWorker(db, RUN_MISSING_S);
  const signs = await readVitalSigns(db);
  // Where course time was moved, being late by it says nothing.
  const isTrue = (await clockOffsetMs(db)) === 0;
  if (isTrue && !isMadeUpFor && !stopped && !halted && !signs.acceptedLately && (signs.lateS ?? 0) > LATE_S)
    found.push({ kind: 'nothing-leaves', detail: `the oldest waits ${minutes(signs.lateS ?? 0)}` });
  if (signs.unknown > 0)
    found.push({
      kind: 'unknown-waits',
      detail: signs.unknown === 1 ? 'one mail' : `${signs.unknown} mails`,
    });
  const reports = env.MAIL_TRANSPORT === 'resend' && env.RESEND_WEBHOOK_SECRETS !== undefined;
  if (reports && !signs.heardLately && signs.sentLately > LEAST_SENT)
    found.push({ kind: 'no-reports', detail: `${signs.sentLately} mails left in six hours without a word` });

  const { gone } = await readSenderCheck(db, domainOf((await presentSite(runtime)).from));
  if (gone.length > 0) found.push({ kind: 'records-gone', detail: gone.join(', ') });

  for (const { job, secondsAgo } of await missedRuns(db))
    if (secondsAgo > RUN_MISSING_S && !isMadeUpFor)
      found.push({ kind: 'run-missed', detail: `“${job}” began last ${minutes(secondsAgo)} ago` });
  return [...oneOfAKind(found), ...readThresholds(await readRates(db), []).flatMap(inTrouble)];
}

function inTrouble({ name, verdict, value }: Reading): Trouble[] {
  if (verdict === 'fine' || value === null) return [];
  if (name === 'sign-ups') return [{ kind: name, detail: `${value.toFixed(1)} times the mean of a day` }];
  if (name !== 'bounces' && name !== 'complaints') return [];
  const detail = `${(100 * value).toFixed(2)} % in seven days`;
  const look: Trouble = { kind: name, detail };
  return verdict === 'stop' ? [look, { kind: `${name}-stop`, detail }] : [look];
}

/** Two missed runs are one alarm. */
function oneOfAKind(found: readonly Trouble[]): Trouble[] {
  return [...groupBy(found, ({ kind }) => kind)].map(([kind, all]) => ({
    kind,
    detail: all.map(({ detail }) => detail).join('; '),
  }));
}

function minutes(seconds: number): string {
  return `${Math.round(seconds / 60)} minutes`;
}
