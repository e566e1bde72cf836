import { ActionForm } from '#app/components/action-form.tsx';
import { inWords } from '#app/components/in-words.ts';
import type { LessonView, Neighbour } from '#lib/flows/lesson.ts';
import { markLessonRead, markLessonUnread } from './actions.ts';
import { pageAt } from './page-at.ts';

type Props = { view: LessonView; token: string };

/** Where the learner is: whether they have read this one, and the ones before and after it that they have had. */
export function Place({ view, token }: Props) {
  return (
    <section className="lesson-part screen-only" id="read" aria-labelledby="read-title">
      <p className="label">Your place</p>
      <h2 id="read-title">
        You have had {inWords(view.had)} of {inWords(view.total)} lessons
      </h2>
      {view.progress && <Mark read={view.progress.read} token={token} />}
      <nav className="neighbours" aria-label="Lessons you have had">
        <ToLesson word="Previous" lesson={view.previous} />
        <ToLesson word="Next" lesson={view.next} />
      </nav>
      <ToCome view={view} />
    </section>
  );
}

function Mark({ read, token }: { read: boolean; token: string }) {
  return (
    <>
      <div role="status">{read && <p>You’ve read this lesson.</p>}</div>
      <ActionForm
        action={read ? markLessonUnread : markLessonRead}
        page={pageAt(token, 'read')}
        hidden={{ token }}
      >
        <button className={read ? 'btn quiet' : 'btn'} type="submit">
          {read ? 'Not read yet' : 'I’ve read it'}
        </button>
      </ActionForm>
    </>
  );
}

function ToLesson({ word, lesson }: { word: string; lesson: Neighbour | null }) {
  if (!lesson) return null;
  return (
    <a href={`/lesson/${lesson.token}`}>
      <span>
        {word}: lesson {lesson.number}
      </span>
      <b>{lesson.title}</b>
    </a>
  );
}

/** What follows and was not sent yet has a name and no link. */
function ToCome({ view }: { view: LessonView }) {
  const coming = view.course.lessons[view.number];
  if (view.next || !coming) return null;
  return (
    <p className="note">
      Lesson {view.number + 1}, {coming.title}, has not been sent to you yet.
    </p>
  );
}
