import type { FunnelLesson, Today } from '#lib/flows/desk/today.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** Who goes on, lesson by lesson, of those who asked for the course in one week or the last twelve. */
export function Funnel({ course, courses, funnel, week, weeks }: Today) {
  if (course === null) return <p>No course is published yet. Publish one, and its learners show here.</p>;
  const most = Math.max(...funnel.map(({ had }) => had), 1);
  return (
    <>
      <form action="/desk" className="desk-choose">
        {courses.length > 1 && (
          <label>
            Course{' '}
            <select name="course" defaultValue={course.slug}>
              {courses.map(({ slug, title }) => (
                <option key={slug} value={slug}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          Began in{' '}
          <select name="week" defaultValue={week?.toISOString().slice(0, 10) ?? ''}>
            <option value="">the last {weeks.length} weeks</option>
            {weeks.map((monday) => (
              <option key={monday.toISOString()} value={monday.toISOString().slice(0, 10)}>
                the week of {DAY.format(monday)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn quiet">
          Show
        </button>
      </form>
      <div className="desk-scroll">
        <table className="numbers funnel">
          <caption className="vh">
            For each lesson: how many had it, said they read it, had a later one of those whose next was due,
            paused, left, and complained
          </caption>
          <thead>
            <tr>
              <th scope="col">Lesson</th>
              <th scope="col">Had it</th>
              <th scope="col">Read</th>
              <th scope="col">Went on</th>
              <th scope="col">Paused</th>
              <th scope="col">Left</th>
              <th scope="col">Complained</th>
            </tr>
          </thead>
          <tbody>
            {funnel.map((row) => (
              <FunnelLine key={row.place} row={row} most={most} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function FunnelLine({ row, most }: { row: FunnelLesson; most: number }) {
  const { place, title, had, read, goesOn, paused, left, complained } = row;
  return (
    <tr>
      <th scope="row">
        <span className="n">
          <span>
            {place}. {title}
          </span>
          <svg viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" y="11" width="200" height="1" fill="var(--rule)" />
            <rect x="0" y="0" width={(200 * had) / most} height="12" fill="var(--accent)" />
          </svg>
        </span>
      </th>
      <td className="sum">{had.toLocaleString('en-GB')}</td>
      <td>{share(had === 0 ? null : read / had)}</td>
      <td>{share(goesOn)}</td>
      <td>{share(had === 0 ? null : paused / had)}</td>
      <td className={had >= 100 && left / had >= 0.01 ? 'over' : undefined}>
        {share(had === 0 ? null : left / had, 1)}
      </td>
      <td className={complained === 0 ? 'z' : undefined}>{complained}</td>
    </tr>
  );
}

function share(value: number | null, digits = 0): string {
  return value === null ? '–' : `${(100 * value).toFixed(digits)} %`;
}
