'use client';

import { useActionState } from 'react';
import { ProblemBar } from '#app/components/problem-bar.tsx';
import { UNSENT } from '#app/form.ts';
import { lookAtTimes } from './actions.ts';
import { Select } from './select.tsx';
import { DeviceZone, ZoneField } from './zone-field.tsx';

const PACES = [
  ['weekly', 'Once a week'],
  ['twice_weekly', 'Twice a week'],
  ['daily', 'Every day'],
] as const;

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  name: `${String(hour).padStart(2, '0')}:00`,
}));

type Choice = 'pace' | 'day' | 'secondDay' | 'hour' | 'timeZone';

type Props = {
  token: string;
  page: string;
  now: Record<Choice, string>;
  weekdays: readonly { value: string; name: string }[];
  /** The zone as it is saved, and the time in it, to recognise it by. */
  saved: { timeZone: string; localNow: string };
  /** The dates of these times are shown above already: saving them comes first. */
  shown: boolean;
};

/** The days that are asked for follow the pace, by style sheet alone; what was chosen stays when it is refused. */
export function TimesForm({ token, page, now, weekdays, saved, shown }: Props) {
  const [refusal, submit] = useActionState(lookAtTimes, UNSENT, page);
  const chosen = { ...now, ...refusal.typed };
  return (
    // A new key after a refusal: React empties a form that was sent, and only new fields begin with what was chosen.
    <form action={submit} className="form" key={JSON.stringify(refusal)}>
      <ProblemBar problem={refusal.problem} />
      <input type="hidden" name="token" value={token} />
      <fieldset>
        <legend>How often</legend>
        <div className="choices three">
          {PACES.map(([pace, name]) => (
            <label key={pace} className="choice">
              <input type="radio" name="pace" value={pace} defaultChecked={chosen.pace === pace} />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="times">
        <Select className="first-day" name="day" label="Day" chosen={chosen.day} options={weekdays} />
        <Select
          className="second-day"
          name="secondDay"
          label="Second day"
          chosen={chosen.secondDay}
          options={weekdays}
        />
        <Select className="num" name="hour" label="Hour" chosen={chosen.hour} options={HOURS} />
        <ZoneField chosen={chosen.timeZone} saved={saved} />
      </div>
      <button className={shown ? 'btn quiet' : 'btn'} type="submit">
        Show me the new date
      </button>
      <p className="note">Nothing changes until you save it.</p>
      <DeviceZone chosen={now.timeZone} />
    </form>
  );
}
