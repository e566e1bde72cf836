import type { ReactNode } from 'react';
import { dayIn, type PartProps } from './props.ts';

const STANDINGS = {
  pending: 'Nothing until you confirm',
  confirmed: 'You get what you asked for',
  departed: 'You have stopped all mail',
};

const SUPPRESSIONS = {
  bounced: 'it came back',
  complained: 'it was marked as unwanted',
  operator: 'we were asked to stop',
};

/** The person: address, name, zone, and whether they are written to. */
export function You({ data }: PartProps) {
  const day = dayIn(data);
  const { person, suppression } = data;
  if (!person) return null;
  return (
    <section className="part" id="you" aria-labelledby="you-title">
      <h2 id="you-title">You</h2>
      <dl className="particulars">
        <Held what="Address">{person.address}</Held>
        <Held what="Name">{person.name ?? 'None: you gave none'}</Held>
        <Held what="Time zone">{person.timeZone}</Held>
        <Held what="Here since">{day(person.createdAt)}</Held>
        <Held what="Mail">{STANDINGS[person.standing]}</Held>
        {suppression && (
          <Held what="Not written to">
            Since {day(suppression.createdAt)}, because {SUPPRESSIONS[suppression.reason]}. A scrambled form
            of your address says so.
          </Held>
        )}
      </dl>
    </section>
  );
}

function Held({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{children}</dd>
    </div>
  );
}
