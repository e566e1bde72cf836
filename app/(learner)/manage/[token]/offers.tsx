import { ActionForm } from '#app/components/action-form.tsx';
import { quoted } from '#app/components/quoted.ts';
import type { ManageView } from '#lib/flows/manage.ts';
import { askForPassed, takePassedBack } from './actions.ts';
import { dateOf } from './lessons-list.tsx';
import { type PartProps, pageAt } from './props.ts';

type Item = ManageView['lessons'][number] & { number: number };

/**
 * Lessons that the learner skipped, and those that were put in behind their place: nothing of them is sent unless it is
 * asked for.
 */
export function Offers(props: PartProps) {
  const lessons = props.view.lessons
    .map((lesson, index) => ({ ...lesson, number: index + 1 }))
    .filter(({ state, owed }) => state === 'passed' || owed);
  const skipped = lessons.filter((lesson) => lesson.skipped);
  const added = lessons.filter((lesson) => !lesson.skipped);
  return (
    <>
      {skipped.length > 0 && (
        <Offered {...props} id="skipped" title="Skipped" why="You skipped these." lessons={skipped} />
      )}
      {added.length > 0 && (
        <Offered
          {...props}
          id="new"
          title="New since you passed"
          why="These came into the course behind your place."
          lessons={added}
        />
      )}
    </>
  );
}

type OfferedProps = PartProps & { id: string; title: string; why: string; lessons: readonly Item[] };

function Offered({ token, view, id, title, why, lessons }: OfferedProps) {
  return (
    <section className="part" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div className="form">
        <p>
          {why} {explain(view)}
        </p>
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
                page={pageAt(token, id)}
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
    ? 'Ask for one, and it comes at your usual time; then the course is over again.'
    : 'Ask for one, and it comes first, at your usual time. Everything else comes after it, and nothing comes twice.';
}

function coming(lesson: Item): string | null {
  return lesson.owed ? (dateOf(lesson) ?? 'Comes first') : null;
}
