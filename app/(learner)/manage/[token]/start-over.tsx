import { ActionForm } from '#app/components/action-form.tsx';
import { comeBackAgain } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

/** From the beginning, in the middle of a course. It takes a second press, since lesson 1 leaves at once. */
export function StartOver({ token, view }: PartProps) {
  if (view.had === 0) return null;
  return (
    <section className="part" id="again" aria-labelledby="again-title">
      <h2 id="again-title">Start over</h2>
      <ActionForm
        action={comeBackAgain}
        page={pageAt(token, 'again')}
        className="form"
        fold="Start again at lesson 1"
        hidden={{ token, how: 'again' }}
      >
        <p>
          Lesson 1 comes at once, the others {view.slotText}. The links in your old mails go on working, and
          for ten minutes you can go back to where you are now.
        </p>
        <button className="btn quiet" type="submit">
          Yes, start again at lesson 1
        </button>
      </ActionForm>
    </section>
  );
}
