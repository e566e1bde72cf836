import type { LessonMailProps } from '../lesson.tsx';
import { Choices, Note } from './footer.tsx';
import { HealthLimits } from './health-limits.tsx';
import { Link } from './text.tsx';

/** Why it came, what can be done about it, and what it can’t be. */
export function LessonFooter(props: LessonMailProps) {
  const { course, lesson, next, askedOn, manageUrl, postalAddress } = props;
  return (
    <>
      <Note above={0}>
        {'You get this because you asked for the course '}
        <i>{course.title}</i>
        {` on ${askedOn} and confirmed it. Your place is kept whatever you choose here; `}
        <Link href={manageUrl}>your page</Link>
        {' shows all of it.'}
      </Note>
      <Choices
        links={[
          { label: 'Pause', href: props.pauseUrl },
          { label: 'Change day or time', href: props.changeUrl },
          ...(next && next !== 'unchanged' ? [{ label: 'Get the next one now', href: next.nowUrl }] : []),
          { label: 'Read it on the web', href: props.webUrl },
          { label: 'Leave this course', href: props.leaveUrl },
          { label: 'What we hold about you', href: props.heldUrl },
        ]}
      />
      <HealthLimits lesson={lesson} disclosure={course.disclosure} />
      <Note>
        A person reads replies.
        <br />
        {postalAddress}
      </Note>
    </>
  );
}
