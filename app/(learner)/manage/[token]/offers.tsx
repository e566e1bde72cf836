import { ActionForm } from '#app/components/action-form.tsx';
import { quoted } from '#app/components/quoted.ts';
import type { ManageView } from '#lib/flows/manage.ts';
import { askForPassed, takePassedBack } from './actions.ts';
import { dateOf } from './lessons-list.tsx';
import { type PartProps, pageAt } from './props.ts';

type Item = ManageView['lessons'][number] & { number: number };

/** Lessons that were put in behind the learner's place: nothing of them is sent unless it is asked for. */
export function Offers({ token, view }: PartProps) {
  const lessons = view.lessons
    .map((lesson, index) => ({ ...lesson, number: index + 1 }))
    .filter(({ state, owed }) => state === 'passed' || owed);
  if (lessons.length === 0) return null;
  return (
    <section className="part" id="new" aria-labelledby="new-title">
      <h2 id="new-title">New since you passed</h2>
      <div className="form">
        <p>{explain(view)}</p>
        <ul className="offers">
          {lessons.map((lesson) => (
            <li key={lesson.slug}>
              <p>
                <b>{`Lesson ${lesson.number}, ${quoted(lesson.title)}`}</b>
                <span className="date">
                  {[coming(lesson), `${lesson.minutes} min`].filter(Boolean).join(' · ')}
                </span>
              </p>
              <ActionForm
                action={lesson.owed ? takePassedBack : askForPassed}
                page={pageAt(token, 'new')}
                hidden={{ token, lesson: lesson.slug }}
              >
                <button className="btn quiet" type="submit">
                  {lesson.owed
                    ? `Don’t send lesson ${lesson.number}`
                    : `Send me lesson ${lesson.number} next`}
                </button>
              </ActionForm>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function explain({ state }: ManageView): string {
  return state === 'completed'
    ? 'These came into the course behind your place. Ask for one, and it comes at your usual time; then the course is over again.'
    : 'These came into the course behind your place. Ask for one, and it comes first, at your usual time. Everything else comes after it, and nothing comes twice.';
}

function coming(lesson: Item): string | null {
  return lesson.owed ? (dateOf(lesson) ?? 'Comes first') : null;
}
