import { ActionForm } from '#app/components/action-form.tsx';
import { sendNextNow } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

/** The next lesson early, at the learner's wish; where that cannot be, why. */
export function NextNow({ token, view }: PartProps) {
  const next = view.lessons.findIndex((lesson) => lesson.state === 'next');
  const name = next < 0 ? 'the closing mail' : `lesson ${next + 1}`;
  return (
    <section className="part" id="now" aria-labelledby="now-title">
      <h2 id="now-title">The next one, now</h2>
      {view.sendNow.allowed ? (
        <ActionForm action={sendNextNow} page={pageAt(token, 'now')} className="form" hidden={{ token }}>
          <p>
            {name.charAt(0).toUpperCase() + name.slice(1)} arrives within a few minutes; the one after it at
            your usual time.
          </p>
          <button className="btn quiet" type="submit">
            Send me {name} now
          </button>
          <p className="note">One in ten minutes, three a day at most.</p>
        </ActionForm>
      ) : (
        <p>{view.sendNow.why}</p>
      )}
    </section>
  );
}
