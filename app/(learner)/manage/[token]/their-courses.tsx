import { withoutZone } from '#app/components/when.tsx';
import type { OtherCourse } from '#lib/flows/other-courses.ts';
import type { PartProps } from './props.ts';

/** What else this person takes or has taken, each with the way to its page. */
export function TheirCourses({ view }: PartProps) {
  if (view.others.length === 0) return null;
  return (
    <section className="part" id="courses" aria-labelledby="courses-title">
      <h2 id="courses-title">Your other {view.others.length === 1 ? 'course' : 'courses'}</h2>
      <ul className="offers">
        {view.others.map((course) => (
          <li key={course.manageToken}>
            <p>
              <a href={`/manage/${course.manageToken}`}>{course.title}</a>
              <span className="date">{standingOf(course)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function standingOf({ state, when }: OtherCourse): string {
  switch (state) {
    case 'waiting':
      return 'Waits its turn. You can start it now on its page.';
    case 'active':
      return when === null ? 'The next mail is on its way' : `The next mail comes ${withoutZone(when)}`;
    case 'paused':
      return when === null ? 'Paused until you come back' : `Paused until ${withoutZone(when)}`;
    case 'left':
      return 'Left. Your place is kept.';
    case 'completed':
      return 'Finished';
    default:
      return state satisfies never;
  }
}
