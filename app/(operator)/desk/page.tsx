import type { Metadata } from 'next';
import { type Query, textOf } from '#app/query.ts';
import type { Step } from '#lib/domain/set-up.ts';
import { type DeskHealth, deskHealth } from '#lib/flows/desk/health.ts';
import { type Today, today } from '#lib/flows/desk/today.ts';
import { setUp } from '#lib/flows/set-up.ts';
import { DeskFrame } from '../desk-frame.tsx';
import { requireOperator } from '../require-operator.ts';
import { SendingSwitch } from './sending-switch.tsx';
import { DaysTable } from './today/days-table.tsx';
import { Funnel } from './today/funnel.tsx';
import { headline } from './today/headline.ts';
import { HoursChart } from './today/hours-chart.tsx';
import { Limits } from './today/limits.tsx';
import { NewestPeople } from './today/newest-people.tsx';
import { WantsALook } from './today/wants-a-look.tsx';

export const metadata: Metadata = { title: 'Today' };

/** Whether mail goes out, what comes, who goes on, and what wants a look. */
export default async function TodayPage({ searchParams }: { searchParams: Query }) {
  const desk = await requireOperator();
  const health = await deskHealth(desk);
  const now = await today(desk, {
    course: await textOf(searchParams, 'course'),
    week: await textOf(searchParams, 'week'),
  });
  const steps = await setUp(desk, { asks: false });
  return (
    <DeskFrame current="today">
      <div className="desk-head health">
        <h1>{headline(health, now)}</h1>
        <Facts {...health} steps={steps} />
      </div>
      <SendingSwitch sending={health.sending} />
      <div className="board">
        <section className="third" aria-labelledby="hours">
          <h2 id="hours">Next 24 hours</h2>
          <HoursChart hours={now.hours} />
        </section>
        <section className="third" aria-labelledby="days">
          <h2 id="days">Next 7 days, by lesson</h2>
          <DaysTable days={now.days} />
        </section>
        <section className="third" aria-labelledby="limits">
          <h2 id="limits">Thresholds, last 7 days</h2>
          <Limits thresholds={now.thresholds} />
        </section>
        <section className="wider" aria-labelledby="funnel">
          <h2 id="funnel">Who goes on, lesson by lesson</h2>
          <Funnel {...now} />
        </section>
        <section className="narrower" aria-labelledby="look">
          <h2 id="look">Wants a look</h2>
          <WantsALook alerts={now.alerts} failed={now.failed} unknown={health.sending.unknown} />
          <h2 className="second">Newest people</h2>
          <NewestPeople people={now.newest.slice(0, newestBeside(now))} />
        </section>
      </div>
    </DeskFrame>
  );
}

/** The page is one look: the more wants one, the fewer of the newest people stand below. */
function newestBeside({ alerts, failed }: Today): number {
  return Math.max(2, 5 - 2 * alerts.length - failed.newest.length);
}

function Facts({ sending, workerSeen, yesterday, steps }: DeskHealth & { steps: Step[] }) {
  const left = [
    ['delivered', yesterday.delivered],
    ['came back', yesterday.bounced],
    ['complained', yesterday.complained],
    ['refused', yesterday.failed],
  ].flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <dl className="desk-facts">
      <Fact name="Worker heard of" value={workerSeen === null ? 'never' : ago(workerSeen)} />
      <Fact name="Oldest due" value={sending.oldestDueAt ? minute(sending.oldestDueAt) : 'none waiting'} />
      <Fact name="Being looked up" value={sending.inDoubt} />
      <Fact name="Sent in 24 hours" value={yesterday.sent} note={left.join(', ')} />
      {sending.usedThisMonth !== null && (
        <Fact
          name="Provider’s count this month"
          value={sending.usedThisMonth}
          note={sending.usedToday === null ? '' : `${sending.usedToday} of a free day’s 100 today`}
        />
      )}
      {done < steps.length && (
        <div>
          <dt>Setting up</dt>
          <dd>
            <a href="/desk/set-up">
              {done} of {steps.length} done
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Fact({ name, value, note }: { name: string; value: string | number; note?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value.toLocaleString('en-GB')}</dd>
      {note && <dd className="note">{note}</dd>}
    </div>
  );
}

function ago(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s ago` : `${Math.round(seconds / 60)} minutes ago`;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
