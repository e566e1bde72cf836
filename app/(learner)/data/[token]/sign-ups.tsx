import { Each } from '#app/components/each.tsx';
import { dayIn, type PartProps, wayOf } from './props.ts';

/** What was typed into our forms, and the counts that keep others from misusing the address. */
export function SignUps({ data }: PartProps) {
  const day = dayIn(data);
  const { signUps, addressChanges, askedLately } = data;
  const asked = askedLately.reduce((sum, { at }) => sum + at.length, 0);
  return (
    <section className="part" id="asked" aria-labelledby="asked-title">
      <h2 id="asked-title">What you asked for</h2>
      <ul className="plain-list">
        <Each of={signUps}>
          {({ courseSlug, address, name, timeZone, source, network, requestedAt, confirmedAt }) => (
            <li>
              {day(requestedAt)}: the course “{courseSlug}”, for {address}
              {name === null ? '' : `, ${name}`}, {timeZone}, {wayOf(source, network)};{' '}
              {confirmedAt ? `confirmed ${day(confirmedAt)}` : 'not confirmed'}.
            </li>
          )}
        </Each>
        <Each of={addressChanges}>
          {({ address, requestedAt, doneAt, endedAt }) => (
            <li>
              {day(requestedAt)}: to move to {address};{' '}
              {doneAt ? `done ${day(doneAt)}` : endedAt ? `over since ${day(endedAt)}` : 'not done'}.
            </li>
          )}
        </Each>
        {asked > 0 && (
          <li>
            Against misuse we count how often mail to this address was asked for lately: {asked} entries.
          </li>
        )}
      </ul>
    </section>
  );
}
