import type { Accepted, Seen } from '#tests/support/faulty-provider/client.ts';
import type { FleetCounts } from './fleet.ts';
import type { Verdict } from './judge.ts';
import type { Havoc } from './nemesis.ts';
import type { People } from './people.ts';

type Run = {
  plan: { minutes: number; seed: number; killsAskedFor: number };
  havoc: Havoc;
  fleet: FleetCounts;
  people: ReturnType<People['counts']>;
  requests: readonly Seen[];
  accepted: readonly Accepted[];
  mostInOneSecond: number;
  drainMs: number | null;
  verdict: Verdict;
};

export type Report = ReturnType<typeof reportOn>;

/** Everything a run has shown, in numbers; findings besides, with ids. */
export function reportOn({ plan, havoc, fleet, people, requests, accepted, verdict, ...run }: Run) {
  const of = (findings: readonly string[]) => findings.length;
  const numbers = {
    ...plan,
    kills: fleet.kills,
    stoodStill: fleet.stoodStill,
    restarts: havoc.restarts,
    outages: havoc.outages,
    backendsTerminated: havoc.backendsTerminated,
    workers: {
      started: fleet.started,
      startMs: fleet.startMs,
      lifeMs: fleet.lifeMs,
      fellByThemselves: fleet.fell,
    },
    people,
    requests: requests.length,
    /** Retries that got the stored answer: without the key each would have been a second mail. */
    answeredFromMemory: requests.filter((one) => one.answer === 200 && isSend(one) && one.taken === 0).length,
    lookUps: requests.filter((one) => !isSend(one)).length,
    batchesAccepted: requests.filter(({ taken }) => taken > 0).length,
    mailsAccepted: accepted.length,
    lessonsAccepted: accepted.filter(({ kind }) => kind === 'lesson').length,
    sentTwice: of(verdict.twice),
    lost: of(verdict.lost),
    outOfOrder: of(verdict.outOfOrder),
    startedAfterOptOut: of(verdict.afterNo),
    startedWithinGrace: of(verdict.withinGrace),
    tooSoon: of(verdict.tooSoon),
    unrecorded: of(verdict.unrecorded),
    leftOver: of(verdict.leftOver),
    unknown: of(verdict.unknown),
    failed: of(verdict.failed),
    refusedForRate: requests.filter(({ answer }) => answer === 429).length,
    mostInOneSecond: run.mostInOneSecond,
    drainMs: run.drainMs,
  };
  return { ...numbers, problems: problemsOf(numbers), findings: verdict };
}

/** Why the run has failed; empty when every promise was kept and there was enough to keep it against. */
function problemsOf(numbers: {
  kills: number;
  killsAskedFor: number;
  sentTwice: number;
  lost: number;
  outOfOrder: number;
  startedAfterOptOut: number;
  tooSoon: number;
  unrecorded: number;
  leftOver: number;
  drainMs: number | null;
  workers: { fellByThemselves: number };
}): string[] {
  const broken = [
    'sentTwice',
    'lost',
    'outOfOrder',
    'startedAfterOptOut',
    'tooSoon',
    'unrecorded',
    'leftOver',
  ] as const;
  const problems = broken
    .filter((promise) => numbers[promise] > 0)
    .map((promise) => `${promise}: ${numbers[promise]}`);
  const { kills, killsAskedFor } = numbers;
  if (kills < killsAskedFor) problems.push(`only ${kills} kills of the ${killsAskedFor} asked for`);
  const { fellByThemselves } = numbers.workers;
  if (fellByThemselves > 0) problems.push(`${fellByThemselves} workers fell by themselves`);
  if (numbers.drainMs === null) problems.push('what was left has not drained in time');
  return problems;
}

function isSend({ method }: Seen): boolean {
  return method === 'POST';
}

export function wordsOf(report: Report): string {
  const { workers, people, outages } = report;
  const rows: [string, unknown][] = [
    ['seed', report.seed],
    ['kills', report.kills],
    ['workers stopped, and going on', report.stoodStill],
    ['Postgres restarts', report.restarts],
    ['backends terminated', report.backendsTerminated],
    ['outages', outages.map(({ kind, ms }) => `${kind} (${(ms / 1000).toFixed(1)} s)`).join(', ')],
    [
      'workers',
      `${workers.started} started in ${workers.startMs.median} ms (nine of ten in ${workers.startMs.ninth}), then lived ${workers.lifeMs.median} ms; ${workers.fellByThemselves} fell by themselves`,
    ],
    [
      'people',
      `${people.signedUp} signed up, ${people.left} left, ${people.paused} pauses, ${people.weeks} weeks`,
    ],
    [
      'mails accepted',
      `${report.mailsAccepted} (${report.lessonsAccepted} lessons) in ${report.batchesAccepted} batches`,
    ],
    ['answered from memory', `${report.answeredFromMemory}, and ${report.lookUps} requests to look up`],
    ['sent twice', report.sentTwice],
    ['lost', report.lost],
    ['out of order', report.outOfOrder],
    [
      'started after opt-out',
      `${report.startedAfterOptOut} (and ${report.startedWithinGrace} within the 2 s allowed)`,
    ],
    ['more lessons than weeks', report.tooSoon],
    ['accepted, not recorded', report.unrecorded],
    ['left over', report.leftOver],
    ['unknown', report.unknown],
    ['failed', report.failed],
    ['refused for rate (429)', report.refusedForRate],
    ['most requests in a second', report.mostInOneSecond],
    ['drained in', report.drainMs === null ? 'no time' : `${(report.drainMs / 1000).toFixed(1)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  const verdict =
    report.problems.length === 0 ? 'Every promise was kept.' : `Not good: ${report.problems.join('; ')}`;
  return [...lines, verdict].join('\n');
}
