import type { Course, Lesson } from '#lib/domain/course.ts';
import { formatDay } from '#lib/domain/date-words.ts';
import type { LessonMailProps } from '../lesson.tsx';
import { Choices, Note } from './footer.tsx';
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
          ...(next ? [{ label: 'Get the next one now', href: next.nowUrl }] : []),
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

/** Who stands for it, in a sentence. */
export function reviewOf({ reviewed: { by } }: Lesson): string {
  return by === null ? 'Not reviewed by a clinician.' : `Reviewed by ${by}.`;
}

/** What every lesson owes a reader about health, its review and its interests. */
function HealthLimits({ lesson, disclosure }: { lesson: Lesson; disclosure: Course['disclosure'] }) {
  const { date, by } = lesson.reviewed;
  const day = formatDay(new Date(`${date}T00:00:00Z`), 'UTC');
  return (
    <>
      <Note above={0}>
        <b>General learning, not medical advice.</b>
        {' This mail can’t tell you what is wrong and doesn’t replace your doctor, pharmacist or dietitian.'}
        {' Don’t stop or change a medicine because of it.'}
      </Note>
      <Note>
        <b>{by === null ? 'Not reviewed by a clinician.' : `Reviewed by ${by} on ${day}.`}</b>
        {by === null && ` Last checked against its sources on ${day}.`}
        {disclosure && ` ${disclosure}`}
      </Note>
    </>
  );
}
