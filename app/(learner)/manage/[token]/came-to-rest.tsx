import { ActionForm } from '#app/components/action-form.tsx';
import { comeBackAgain } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

/** For whoever has left or finished: go on from the kept place, or begin again. */
export function CameToRest({ token, view }: PartProps) {
  const next = view.lessons.findIndex((lesson) => lesson.state === 'next');
  return (
    <section className="part" id="back" aria-labelledby="back-title">
      <h2 id="back-title">Come back</h2>
      <div className="form">
        {next >= 0 && (
          <ActionForm
            action={comeBackAgain}
            page={pageAt(token, 'back')}
            className="form"
            hidden={{ token, how: 'continue' }}
          >
            <p>
              {view.state === 'left'
                ? 'Your place is kept.'
                : 'There is more of this course than you have had.'}{' '}
              Lessons then come {view.slotText}, beginning with the next one.
            </p>
            <button className="btn" type="submit">
              Go on from lesson {next + 1}
            </button>
          </ActionForm>
        )}
        <ActionForm
          action={comeBackAgain}
          page={pageAt(token, 'back')}
          className="form"
          hidden={{ token, how: 'again' }}
        >
          <p>Begin once more. Lesson 1 comes at once, the others {view.slotText}.</p>
          <button className="btn quiet" type="submit">
            Start again at lesson 1
          </button>
        </ActionForm>
      </div>
    </section>
  );
}
