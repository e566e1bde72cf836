import { type Query, textOf } from '#app/query.ts';
import type { Course } from '#lib/domain/course.ts';
import { weekdayName } from '#lib/domain/schedule.ts';
import { SIMULATION_HEAD } from '#lib/domain/simulation-words.ts';
import { courseDates } from '#lib/flows/desk/course-dates.ts';
import { Choose } from '../../choose.tsx';
import { HOURS } from '../../hours.ts';

const PACES = [
  ['weekly', 'Once a week'],
  ['twice_weekly', 'Twice a week'],
  ['daily', 'Every day'],
] as const;
const DAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), weekdayName(day)] as const);

/** When each mail would come for anybody, by the rules that send them; for any start, zone, pace and hour. */
export async function Dates({ course, query, now }: { course: Course; query: Query; now: Date }) {
  const of = async (name: string) => (await textOf(query, name)) ?? '';
  const typed = {
    ...{ start: await of('start'), zone: await of('zone'), pace: await of('pace') },
    ...{ day: await of('day'), secondDay: await of('secondDay'), hour: await of('hour') },
  };
  const dates = courseDates(course, typed, now);
  return (
    <section className="desk-part" id="dates" aria-labelledby="dates-title" tabIndex={-1}>
      <h2 id="dates-title">When its mails would come</h2>
      <form
        action={`/desk/courses/${encodeURIComponent(course.slug)}#dates`}
        method="get"
        className="dates-form"
      >
        <div>
          <label htmlFor="start">Confirmed at</label>
          <input className="field" id="start" name="start" type="datetime-local" defaultValue={typed.start} />
        </div>
        <div>
          <label htmlFor="zone">Time zone, city or country</label>
          <input className="field" id="zone" name="zone" defaultValue={typed.zone || course.timeZone} />
        </div>
        <Choose name="pace" label="How often" chosen={typed.pace || 'weekly'} options={PACES} open={null} />
        <Choose
          name="day"
          label="Day"
          chosen={typed.day || String(course.weekday)}
          options={DAYS}
          open={null}
        />
        <Choose
          name="secondDay"
          label="Second day, if twice a week"
          chosen={typed.secondDay}
          options={DAYS}
          open="Three days later"
        />
        <Choose
          name="hour"
          label="Hour"
          chosen={typed.hour || String(course.hour)}
          options={HOURS}
          open={null}
        />
        <button className="btn quiet" type="submit">
          Show the dates
        </button>
      </form>
      {dates.ok ? (
        <>
          <p>{dates.begins}</p>
          <div className="scrolled">
            <table className="desk-table">
              <thead>
                <tr>
                  {SIMULATION_HEAD.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {dates.rows.map(({ cells: [number, title, ...when], notes }) => (
                  <tr key={number}>
                    <th scope="row">{number}</th>
                    <td className="long">
                      {title}
                      {notes.map((note) => (
                        <span key={note} className="sub">
                          {note}
                        </span>
                      ))}
                    </td>
                    {when.map((cell, column) => (
                      <td key={SIMULATION_HEAD[column + 2]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <div className="said wrong" role="alert">
          <p>{dates.problem}</p>
        </div>
      )}
    </section>
  );
}
