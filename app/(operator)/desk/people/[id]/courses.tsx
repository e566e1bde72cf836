import { describeSlot } from '#lib/domain/schedule.ts';
import type { LessonStory } from '#lib/flows/desk/person-courses.ts';
import { Moment } from '../../moment.tsx';
import { STATES } from '../../words.ts';
import { CourseForms } from './course-forms.tsx';
import type { CourseProps, PartProps } from './props.ts';

const PLACES = {
  had: 'had',
  next: 'comes next',
  later: 'to come',
  passed: 'not sent',
} as const satisfies Record<LessonStory['state'], string>;

/** Each course they take or took: how it stands, their place in it, and what can be done. */
export function Courses({ story }: PartProps) {
  if (story.courses.length === 0)
    return (
      <section className="desk-part" aria-labelledby="courses-title">
        <h2 id="courses-title">Courses</h2>
        <p>None: they have not confirmed yet.</p>
      </section>
    );
  return story.courses.map((course) => <Course key={course.enrollmentId} story={story} course={course} />);
}

function Course(props: CourseProps) {
  const { story, course } = props;
  const zone = story.timeZone;
  const id = `course-${course.slug}`;
  return (
    <section className="desk-part" aria-labelledby={id}>
      <h2 id={id}>{course.title}</h2>
      <dl className="particulars">
        <div>
          <dt>State</dt>
          <dd>
            {STATES[course.state]}
            {course.pausedUntil && (
              <>
                {' '}
                until <Moment at={course.pausedUntil} zone={zone} />
              </>
            )}
            {course.round > 1 && `, round ${course.round}`}
          </dd>
        </div>
        <div>
          <dt>Pace</dt>
          <dd>{describeSlot(course.slot)}</dd>
        </div>
        <div>
          <dt>Next mail</dt>
          <dd>{course.nextAt ? <Moment at={course.nextAt} zone={zone} /> : 'no date'}</dd>
        </div>
        <div>
          <dt>Asked for</dt>
          <dd>
            <Moment at={course.askedAt} zone={zone} />
          </dd>
        </div>
      </dl>
      <Lessons {...props} />
      <CourseForms {...props} />
    </section>
  );
}

function Lessons({ story, course }: CourseProps) {
  return (
    <div className="scrolled">
      <table className="desk-table">
        <caption className="vh">Their place in {course.title}</caption>
        <thead>
          <tr>
            <th scope="col">Lesson</th>
            <th scope="col">Place</th>
            <th scope="col">Given</th>
          </tr>
        </thead>
        <tbody>
          {course.lessons.map((lesson, index) => (
            <tr key={lesson.slug}>
              <th scope="row" className="long">
                {index + 1}. {lesson.title}
              </th>
              <td>
                {PLACES[lesson.state]}
                {lesson.skipped && ', left out'}
                {lesson.owed && ', before the others'}
              </td>
              <td>
                {lesson.givenAt && lesson.deliveryId !== null ? (
                  <a href={`/desk/people/${story.id}/mail/${lesson.deliveryId}`}>
                    <Moment at={lesson.givenAt} zone={story.timeZone} />
                  </a>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {course.earlier.length > 0 && (
        <p className="note">
          Earlier rounds:{' '}
          {course.earlier.map(({ lessonSlug, round }) => `${lessonSlug} (round ${round})`).join(', ')}.
        </p>
      )}
    </div>
  );
}
