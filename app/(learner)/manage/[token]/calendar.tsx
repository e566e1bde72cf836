import type { PartProps } from './props.ts';

/** The same dates in a calendar program, which looks for changes by itself. */
export function Calendar({ view: { calendarUrl } }: PartProps) {
  return (
    <section className="part" id="calendar" aria-labelledby="calendar-title">
      <h2 id="calendar-title">In your calendar</h2>
      <div className="form">
        <p>
          Put these dates into your own calendar once. They follow by themselves when you pause or choose
          other times, within a few hours.
        </p>
        <a className="btn quiet" href={calendarUrl.replace(/^https?:/, 'webcal:')}>
          Add to my calendar
        </a>
        <p className="note">
          Or copy this address into your calendar program:{' '}
          <a className="address" href={calendarUrl}>
            {calendarUrl}
          </a>
          . Whoever has it sees these dates, and nothing else of yours.
        </p>
      </div>
    </section>
  );
}
