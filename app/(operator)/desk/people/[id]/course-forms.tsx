import { ActionForm } from '#app/components/action-form.tsx';
import { Choose } from '../../choose.tsx';
import { moveThem, pauseTheirs, resumeTheirs, sendThemAgain } from './actions.ts';
import { type CourseProps, ofCourse, pageAt } from './props.ts';

/** What an operator can do about one course. What is not possible now is not offered, and why is said. */
export function CourseForms(props: CourseProps) {
  const { story, course } = props;
  const no = theirNo(props);
  if (no !== null) return <p className="note">{no}</p>;
  const isOn = course.state === 'active' || course.state === 'paused';
  return (
    <div className="desk-forms">
      {isOn && <Pause {...props} />}
      {course.state === 'paused' && <Resume {...props} />}
      {isOn && course.lessons.some(({ state }) => state !== 'had') && <Move {...props} />}
      {course.lessons.some(({ state }) => state === 'had') && <Again {...props} />}
      {course.state === 'waiting' && (
        <p className="note">It has not begun. {story.name ?? 'They'} can start it on their own page.</p>
      )}
    </div>
  );
}

function theirNo({ story, course }: CourseProps): string | null {
  if (story.suppression !== null) return 'Nothing can be done here while their address must not be mailed.';
  if (story.standing === 'departed')
    return 'They have stopped all mail. Coming back is theirs to choose, on their own page or by signing up again.';
  return course.state === 'left'
    ? 'They have left this course. Coming back is theirs to choose, on their own page or by signing up again.'
    : null;
}

function Pause(props: CourseProps) {
  const { story, course } = props;
  const { first, last } = story.pauseDays;
  const [weeks, until] = [`weeks-${course.slug}`, `until-${course.slug}`];
  return (
    <ActionForm
      action={pauseTheirs}
      page={pageAt(story, `course-${course.slug}`)}
      className="form"
      fold={course.state === 'paused' ? 'Change the pause' : 'Pause'}
      hidden={ofCourse(props)}
    >
      <Choose
        id={weeks}
        name="weeks"
        label="For"
        chosen="2"
        open={null}
        options={[
          ['1', '1 week'],
          ['2', '2 weeks'],
          ['4', '4 weeks'],
          ['open', 'until they come back'],
          ['day', 'until the day below'],
        ]}
      />
      <div>
        <label htmlFor={until}>The day</label>
        <input className="field" type="date" id={until} name="until" min={first} max={last} />
      </div>
      <button className="btn quiet" type="submit">
        Pause the course
      </button>
    </ActionForm>
  );
}

function Resume(props: CourseProps) {
  const { story, course } = props;
  return (
    <ActionForm
      action={resumeTheirs}
      page={pageAt(story, `course-${course.slug}`)}
      className="form"
      fold="Go on"
      hidden={ofCourse(props)}
    >
      <Choose
        id={`when-${course.slug}`}
        name="when"
        label="With the next lesson"
        chosen="slot"
        open={null}
        options={[
          ['slot', 'at their usual time'],
          ['now', 'now: this can’t be undone'],
        ]}
      />
      <button className="btn quiet" type="submit">
        Let it go on
      </button>
    </ActionForm>
  );
}

function Move(props: CourseProps) {
  const { story, course } = props;
  const ahead = course.lessons.filter(({ state }) => state === 'later' || state === 'passed');
  if (ahead.length === 0) return null;
  return (
    <ActionForm
      action={moveThem}
      page={pageAt(story, `course-${course.slug}`)}
      className="form"
      fold="Move to another lesson"
      hidden={ofCourse(props)}
    >
      <Choose
        id={`move-${course.slug}`}
        name="lesson"
        label="Comes next"
        chosen=""
        open="choose a lesson"
        options={numbered(props, ({ state }) => state === 'later' || state === 'passed')}
      />
      <p className="note">
        Forward leaves out what is in between; back sends what they were not sent. No date moves.
      </p>
      <button className="btn quiet" type="submit">
        Move them to this lesson
      </button>
    </ActionForm>
  );
}

function Again(props: CourseProps) {
  const { story, course } = props;
  return (
    <ActionForm
      action={sendThemAgain}
      page={pageAt(story, `course-${course.slug}`)}
      className="form"
      fold="Send a lesson again"
      hidden={ofCourse(props)}
    >
      <Choose
        id={`again-${course.slug}`}
        name="lesson"
        label="Send again"
        chosen=""
        open="choose a lesson"
        options={numbered(props, ({ state }) => state === 'had')}
      />
      <p className="note">
        The mail says that it comes as they asked. It counts among their own wishes: one in ten minutes, three
        a day.
      </p>
      <button className="btn quiet" type="submit">
        Send it again
      </button>
    </ActionForm>
  );
}

type Lesson = CourseProps['course']['lessons'][number];

function numbered({ course }: CourseProps, which: (lesson: Lesson) => boolean): [string, string][] {
  return course.lessons.flatMap((lesson, index): [string, string][] =>
    which(lesson) ? [[lesson.slug, `${index + 1}. ${lesson.title}`]] : [],
  );
}
