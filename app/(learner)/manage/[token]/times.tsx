import { weekdayName } from '#lib/domain/schedule.ts';
import { type PartProps, pageAt } from './props.ts';
import { TimesForm } from './times-form.tsx';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** How often, which day, what hour, whose clock. */
export function Times({ token, view }: PartProps) {
  const { slot } = view;
  const [day = 1, secondDay = threeDaysAfter(day)] = slot.weekdays;
  return (
    <section className="part" id="change" aria-labelledby="change-title">
      <h2 id="change-title">When they come</h2>
      <TimesForm
        token={token}
        page={pageAt(token, 'change')}
        now={{
          pace: slot.pace,
          day: String(day),
          secondDay: String(secondDay),
          hour: String(slot.hour),
          timeZone: slot.timeZone,
        }}
        weekdays={WEEKDAYS.map((weekday) => ({ value: String(weekday), name: weekdayName(weekday) }))}
        timeZones={view.timeZones}
        localNow={view.localNow}
      />
    </section>
  );
}

/** What a second day begins with: far enough from the first to be accepted. */
function threeDaysAfter(weekday: number): number {
  return ((weekday + 2) % 7) + 1;
}
