import { ActionForm } from '#app/components/action-form.tsx';
import { Envelope } from '#app/components/envelope.tsx';
import { withoutZone } from '#app/components/when.tsx';
import type { ManageView } from '#lib/flows/manage.ts';
import { sendOneAgain } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';
import { Select } from './select.tsx';

type Item = ManageView['lessons'][number];

/** Every lesson: those received to read again, the others with the date they are likely to come. */
export function LessonsList({ token, view }: PartProps) {
  return (
    <section className="part" id="lessons" aria-labelledby="lessons-title">
      <h2 id="lessons-title">Your lessons</h2>
      <div>
        <ol className="lessons">
          {view.lessons.map((lesson, index) => (
            <li key={lesson.slug} className={lesson.state === 'had' ? undefined : 'to-come'}>
              {lesson.state === 'had' ? (
                <Envelope state="had" />
              ) : (
                <Envelope state="to-come" number={index + 1} />
              )}
              <div>
                <Title lesson={lesson} />
                <span className="date">
                  {[dateOf(lesson), `${lesson.minutes} min`].filter(Boolean).join(' · ')}
                </span>
                <Noted lesson={lesson} />
              </div>
            </li>
          ))}
        </ol>
        {view.closesOn && (
          <p className="closing">A short closing mail ends the course, about {view.closesOn}.</p>
        )}
        <SendAgain token={token} view={view} />
      </div>
    </section>
  );
}

/** A mail that was lost, or is wanted once more. Each lesson can be read on the web in any case. */
function SendAgain({ token, view }: PartProps) {
  const had = view.lessons
    .map((lesson, index) => ({ ...lesson, number: index + 1 }))
    .filter(({ state }) => state === 'had');
  if (had.length === 0 || view.state === 'left' || !view.canMail) return null;
  return (
    <ActionForm
      action={sendOneAgain}
      page={pageAt(token, 'lessons')}
      className="form one-field"
      fold="Send me one of them again"
      hidden={{ token }}
    >
      <Select
        name="lesson"
        label="The lesson"
        className=""
        chosen={had.at(-1)?.slug ?? ''}
        options={had.map(({ slug, number, title }) => ({ value: slug, name: `${number}. ${title}` }))}
      />
      <button className="btn quiet" type="submit">
        Send it again
      </button>
      <p className="note">
        It comes within a few minutes and changes nothing about the others. One mail in ten minutes, three a
        day at most.
      </p>
    </ActionForm>
  );
}

function Title({ lesson }: { lesson: Item }) {
  if (lesson.token === null) return <span className="title">{lesson.title}</span>;
  return (
    <a className="title" href={`/lesson/${lesson.token}`}>
      {lesson.title}
    </a>
  );
}

/** What the learner noted on the lesson's page, with the way to its question. */
function Noted({ lesson: { title, token, read, check } }: { lesson: Item }) {
  if (token === null) return null;
  return (
    <span className="date">
      {read ? 'Read' : 'Not marked as read'} ·{' '}
      <a href={`/lesson/${token}#check`}>
        {check === null ? 'Answer its question' : 'Question answered'}
        <span className="vh">: {title}</span>
      </a>
      {check !== null && (check === 'right' ? ', right' : ', not right')}
    </span>
  );
}

/** When it was sent, or when it comes, as far as that is known. */
export function dateOf(lesson: Item): string | null {
  if (lesson.sentOn !== null) return `Sent ${lesson.sentOn}`;
  if (lesson.state === 'passed') return lesson.skipped ? 'Skipped' : 'New since you passed';
  if (lesson.when === null) return null;
  return lesson.state === 'next' ? `Comes ${withoutZone(lesson.when)}` : `About ${lesson.when}`;
}
