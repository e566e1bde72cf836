import type { Metadata } from 'next';
import { type DeskHealth, deskHealth } from '#lib/flows/desk/health.ts';
import { DeskFrame } from '../desk-frame.tsx';
import { requireOperator } from '../require-operator.ts';
import { SendingSwitch } from './sending-switch.tsx';

export const metadata: Metadata = { title: 'Today' };

/** Whether mail goes out, and what wants a look. */
export default async function TodayPage() {
  const desk = await requireOperator();
  const health = await deskHealth(desk);
  const { sending, yesterday } = health;
  return (
    <DeskFrame current="today">
      <div className="desk-head">
        <h1>{headline(health)}</h1>
      </div>
      <section className="desk-part">
        <h2>Sending</h2>
        <dl className="desk-facts">
          <Fact
            name="Worker heard of"
            value={health.workerSeen === null ? 'never' : ago(health.workerSeen)}
          />
          <Fact
            name="Oldest due"
            value={sending.oldestDueAt ? minute(sending.oldestDueAt) : 'none waiting'}
          />
          <Fact name="Being looked up" value={sending.inDoubt} />
          <Fact name="Unknown" value={sending.unknown} link="/desk/unknown" />
        </dl>
        <SendingSwitch sending={sending} />
      </section>
      <section className="desk-part">
        <h2>The last 24 hours</h2>
        <dl className="desk-facts">
          <Fact name="Sent" value={yesterday.sent} />
          <Fact name="Delivered" value={yesterday.delivered} />
          <Fact name="Came back for good" value={yesterday.bounced} />
          <Fact name="Marked as unwanted" value={yesterday.complained} />
          <Fact name="Refused" value={yesterday.failed} />
        </dl>
      </section>
    </DeskFrame>
  );
}

function Fact({ name, value, link }: { name: string; value: string | number; link?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{link === undefined ? value : <a href={link}>{value}</a>}</dd>
    </div>
  );
}

/** The one sentence that says whether all is well. */
function headline({ sending, workerSeen }: DeskHealth): string {
  if (sending.stopped) return 'All mail is stopped.';
  if (sending.halted) return `The provider refuses all mail: ${sending.halted.reason}.`;
  if (sending.circuit) return 'The provider does not answer. It is tried now and then.';
  if (workerSeen === null || workerSeen > 120) return 'No worker is heard of, so no mail goes out.';
  if (sending.unknown > 0)
    return `Sending works. ${sending.unknown} ${sending.unknown === 1 ? 'mail wants' : 'mails want'} a look.`;
  return 'Sending works.';
}

function ago(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s ago` : `${Math.round(seconds / 60)} minutes ago`;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
