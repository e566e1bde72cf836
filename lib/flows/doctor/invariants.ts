import { consent } from './consent.ts';
import { dates, onePlan } from './dates.ts';
import type { Check, Invariant } from './finding.ts';
import { frozen } from './frozen.ts';
import { ledger } from './ledger.ts';
import { lost } from './lost.ts';
import { noMeansNo, suppression } from './no-means-no.ts';
import { once } from './once.ts';
import { order } from './order.ts';
import { pace } from './pace.ts';
import { progress } from './progress.ts';
import { rate } from './rate.ts';
import { events, reports } from './reports.ts';
import { secrets } from './secrets.ts';

/** What holds of every database of ours at every moment, each with its check and with what the check can't see. */
export const INVARIANTS: readonly {
  invariant: Invariant;
  name: string;
  check: Check;
  unchecked: string | null;
}[] = [
  {
    invariant: 'I1',
    name: 'once',
    check: once,
    unchecked: 'a second acceptance that only the provider knows of, beyond its newest mails',
  },
  { invariant: 'I2', name: 'none lost', check: lost, unchecked: null },
  {
    invariant: 'I3',
    name: 'in order',
    check: order,
    unchecked: 'when exactly the provider took what was in doubt',
  },
  {
    invariant: 'I4',
    name: 'pace',
    check: pace,
    unchecked: 'the gap after a lesson that was in doubt; a pace that was changed and changed back',
  },
  {
    invariant: 'I5',
    name: 'no means no',
    check: noMeansNo,
    unchecked: 'pauses that are over; earlier attempts of a batch than its last',
  },
  { invariant: 'I6', name: 'suppressed addresses', check: suppression, unchecked: null },
  {
    invariant: 'I7',
    name: 'consent',
    check: consent,
    unchecked: 'bursts of confirmations more than a week ago',
  },
  {
    invariant: 'I8',
    name: 'rate',
    check: rate,
    unchecked: 'earlier attempts of a batch than its last, and more than ten minutes ago',
  },
  {
    invariant: 'I9',
    name: 'ledger',
    check: ledger,
    unchecked: 'what the provider holds beyond its newest hundred mails',
  },
  {
    invariant: 'I10',
    name: 'reports',
    check: reports,
    unchecked: 'whether a report was ever taken back: each is set once and kept',
  },
  { invariant: 'I11', name: 'webhooks', check: events, unchecked: 'events that never reached us' },
  {
    invariant: 'I12',
    name: 'frozen bytes',
    check: frozen,
    unchecked: 'batches before the newest hundred',
  },
  { invariant: 'I13', name: 'the learner’s hour', check: dates, unchecked: 'dates less than an hour ahead' },
  { invariant: 'I14', name: 'one plan', check: onePlan, unchecked: null },
  { invariant: 'I15', name: 'progress', check: progress, unchecked: null },
  { invariant: 'I16', name: 'no secrets', check: secrets, unchecked: 'logs' },
];
