import { Each } from '#app/components/each.tsx';
import { dayIn, type PartProps } from './props.ts';

type Mail = PartProps['data']['mails'][number];

const STATES = {
  scheduled: 'planned for',
  batched: 'on its way since',
  sent: 'sent',
  failed: 'not delivered,',
  unknown: 'perhaps sent,',
  skipped: 'not sent,',
};

const REPORTS = {
  deliveredAt: 'arrived',
  delayedAt: 'was late',
  softBouncedAt: 'came back for now',
  bouncedAt: 'came back for good',
  complainedAt: 'was marked as unwanted',
  failedAt: 'could not be sent on',
} as const;

const KINDS = {
  confirmation: 'Confirmation',
  link: 'Link to your page',
  lesson: 'Next lesson',
  completion: 'Closing mail',
  correction: 'Correction',
  again: 'A lesson, sent again',
  data: 'Link to your data',
  old_address: 'Asking whether to move',
  new_address: 'Asking the new address',
  taken_address: 'That an address has a place already',
  alert: 'That something about the mail is broken',
  sign_in: 'Code for the operator’s desk',
};

/** Every mail there is a row of, with what became of it. */
export function Mails({ data }: PartProps) {
  const day = dayIn(data);
  return (
    <section className="part" id="mails" aria-labelledby="mails-title">
      <h2 id="mails-title">Mail to you</h2>
      <div>
        <p>
          What we sent or mean to send, and what the mail provider reported of it. Not whether you opened it:
          we don’t look.
        </p>
        <details className="fold">
          <summary>{data.mails.length === 1 ? 'One mail' : `All ${data.mails.length} mails`}</summary>
          <ul className="plain-list">
            <Each of={data.mails}>
              {(mail) => (
                <li>
                  <b>{mail.subject ?? KINDS[mail.kind]}</b>: {STATES[mail.state]}{' '}
                  {day(mail.sentAt ?? mail.dueAt)}
                  {mail.reason !== null && ` (${mail.reason})`}
                  {reportsOf(mail, day)}.
                </li>
              )}
            </Each>
          </ul>
        </details>
      </div>
    </section>
  );
}

function reportsOf({ reported }: Mail, day: (at: Date) => string): string {
  const known = Object.entries(REPORTS) as [keyof typeof REPORTS, string][];
  return known
    .map(([column, word]) => (reported[column] ? `; ${word} ${day(reported[column])}` : ''))
    .join('');
}
