import type { CourseAtDesk } from '#lib/flows/desk/course.ts';

/** The lessons in numbers, who gets which next, and every mail to look at. */
export function Lessons({ course }: { course: CourseAtDesk }) {
  const { slug, lessons, closing, people, mails, isLive } = course;
  const lookAt = (name: string) => `/desk/courses/${encodeURIComponent(slug)}/mail/${name}`;
  const canLook = mails.length > 0;
  return (
    <section className="desk-part" aria-labelledby="lessons">
      <h2 id="lessons">Lessons, and who gets which next</h2>
      <div className="scrolled">
        <table className="desk-table">
          <thead>
            <tr>
              <th scope="col">Lesson</th>
              <th scope="col" className="n">
                Minutes
              </th>
              <th scope="col" className="n">
                Reading grade
              </th>
              <th scope="col" className="n">
                Mail
              </th>
              <th scope="col" className="n">
                Get it next
              </th>
              <th scope="col" className="n">
                Paused or waiting before it
              </th>
            </tr>
          </thead>
          <tbody>
            {lessons.map(({ slug: lesson, title, subject, minutes, htmlKb, grade, next, later }, index) => (
              <tr key={lesson}>
                <th scope="row" className="long">
                  {index + 1}. {canLook ? <a href={lookAt(`lesson/${lesson}`)}>{title}</a> : title}
                  {subject !== title && <span className="sub">{subject}</span>}
                </th>
                <td className="n">{minutes}</td>
                <td className="n">{grade === null ? '–' : grade.toFixed(1)}</td>
                <td className="n">{htmlKb === null ? '–' : `${htmlKb.toFixed(0)} KB`}</td>
                <td className="n">{next === null ? 'not published' : next.toLocaleString('en-GB')}</td>
                <td className="n">{later.toLocaleString('en-GB')}</td>
              </tr>
            ))}
            {isLive && (
              <tr>
                <th scope="row" className="long">
                  {canLook ? <a href={lookAt('completion')}>Closing mail</a> : 'Closing mail'}
                </th>
                <td className="n" />
                <td className="n" />
                <td className="n" />
                <td className="n">{closing.toLocaleString('en-GB')}</td>
                <td className="n" />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {isLive && (
        <p>
          <a href={peopleAt(slug, 'active')}>{people.active.toLocaleString('en-GB')} in the course</a>,{' '}
          <a href={peopleAt(slug, 'paused')}>{people.paused.toLocaleString('en-GB')} paused</a>,{' '}
          <a href={peopleAt(slug, 'waiting')}>{people.waiting.toLocaleString('en-GB')} waiting</a>,{' '}
          <a href={peopleAt(slug, 'completed')}>{people.completed.toLocaleString('en-GB')} finished</a>,{' '}
          <a href={peopleAt(slug, 'left')}>{people.left.toLocaleString('en-GB')} left</a>.
        </p>
      )}
      {canLook && (
        <p>
          Its other mails:{' '}
          {mails
            .filter(({ name }) => !name.startsWith('lesson/') && name !== 'completion')
            .map(({ name, label, title }, index) => (
              <span key={name}>
                {index > 0 && ', '}
                <a href={lookAt(name)}>{title === null ? label : `${label} of “${title}”`}</a>
              </span>
            ))}
          .
        </p>
      )}
    </section>
  );
}

function peopleAt(course: string, state: string): string {
  return `/desk/people?${new URLSearchParams({ course, state })}`;
}
