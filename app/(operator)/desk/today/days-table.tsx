import type { Today } from '#lib/flows/desk/today.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', timeZone: 'UTC' });

/** Which lesson comes to how many on each of seven days. */
export function DaysTable({ days }: { days: Today['days'] }) {
  const [first] = days;
  if (!first) return <p>No course is published yet.</p>;
  return (
    <div className="desk-scroll">
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">Day, UTC</th>
            {first.lessons.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a lesson is its place here
              <th scope="col" key={index}>
                {index + 1 === first.lessons.length ? (
                  <abbr title="Closing mail">End</abbr>
                ) : (
                  <abbr title={`Lesson ${index + 1}`}>{index + 1}</abbr>
                )}
              </th>
            ))}
            <th scope="col">Sum</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, lessons, sum }) => (
            <tr key={day.toISOString()}>
              <th scope="row">{DAY.format(day)}</th>
              {lessons.map((mails, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a lesson is its place here
                <td key={index} className={mails === 0 ? 'z' : undefined}>
                  {mails === 0 ? '–' : mails.toLocaleString('en-GB')}
                </td>
              ))}
              <td className="sum">{sum.toLocaleString('en-GB')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
