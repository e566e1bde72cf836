import { Each } from '#app/components/each.tsx';
import { inWords } from '#app/components/in-words.ts';
import { describeSlot } from '#lib/domain/schedule.ts';
import { dayIn, type PartProps, zoneOf } from './props.ts';

type Course = PartProps['data']['courses'][number];

const STATES = {
  waiting: 'It waits for another course of yours',
  active: 'Lessons come',
  paused: 'It is paused',
  left: 'You have left it',
  completed: 'It is over',
};

/** Each course with its place: which lessons were given, read and answered, and when. */
export function Courses({ data }: PartProps) {
  return (
    <section className="part" id="courses" aria-labelledby="courses-title">
      <h2 id="courses-title">Your courses</h2>
      <div className="form">
        <Each of={data.courses}>{(course) => <Place course={course} data={data} />}</Each>
      </div>
    </section>
  );
}

function Place({ course, data }: PartProps & { course: Course }) {
  const day = dayIn(data);
  const { pace, weekdays, hour } = course;
  return (
    <div className="form">
      <h3>{course.title}</h3>
      <p>
        {STATES[course.state]}
        {course.pausedUntil && ` until ${day(course.pausedUntil)}`}. You asked for it on {day(course.askedAt)}
        ; its time is {describeSlot({ pace, weekdays, hour, timeZone: zoneOf(data) })}.
        {course.round > 1 && ` You have begun it ${inWords(course.round)} times.`}
      </p>
      <ul className="plain-list">
        <Each of={course.lessons}>
          {({ title, givenAt, sentAt, readAt, answer, answeredAt }) => (
            <li>
              <b>{title}</b>: {sentAt ? `sent ${day(sentAt)}` : `planned ${day(givenAt)}`}
              {readAt && `; you marked it as read ${day(readAt)}`}
              {answeredAt && `; you answered “${answer}” ${day(answeredAt)}`}.
            </li>
          )}
        </Each>
        <Each of={course.toCome}>
          {({ title, askedAt }) => (
            <li>
              <b>{title}</b>: to come all the same, since {day(askedAt)}.
            </li>
          )}
        </Each>
        <Each of={course.leftOut}>
          {({ title, at }) => (
            <li>
              <b>{title}</b>: you left it out on {day(at)}.
            </li>
          )}
        </Each>
        {course.lastChange && (
          <li>So that you can undo it: what you changed last, on {day(course.lastChange.at)}.</li>
        )}
      </ul>
    </div>
  );
}
