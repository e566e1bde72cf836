import { weekdayName } from '#lib/domain/schedule.ts';
import type { SchedulePreview } from '#lib/flows/preview-schedule.ts';
import { NewTimes } from './new-times.tsx';
import { type PartProps, pageAt } from './props.ts';
import { TimesForm } from './times-form.tsx';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** How often, which day, what hour, whose clock. Other times are looked at first, and then saved. */
export function Times({ token, view, preview }: PartProps & { preview: SchedulePreview | null }) {
  const slot = preview?.slot ?? view.slot;
  const [day = 1, secondDay = threeDaysAfter(day)] = slot.weekdays;
  return (
    <section className="part" id="change" aria-labelledby="change-title">
      <h2 id="change-title">When they come</h2>
      <div className="form">
        {preview && <NewTimes token={token} view={view} preview={preview} />}
        <TimesForm
          key={JSON.stringify(slot)}
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
          shown={preview !== null}
          saved={{ timeZone: view.slot.timeZone, localNow: view.localNow }}
        />
      </div>
    </section>
  );
}

/** What a second day begins with: far enough from the first to be accepted. */
function threeDaysAfter(weekday: number): number {
  return ((weekday + 2) % 7) + 1;
}
