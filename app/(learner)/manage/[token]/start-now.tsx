import { ActionForm } from '#app/components/action-form.tsx';
import { inOneLine } from '#app/components/in-one-line.ts';
import { sendNextNow } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

/** For a course that waits for others: begin beside them. */
export function StartNow({ token, view }: PartProps) {
  const next = view.lessons.findIndex(({ state }) => state === 'next');
  return (
    <section className="part" id="start" aria-labelledby="start-title">
      <h2 id="start-title">Begin now</h2>
      <ActionForm action={sendNextNow} page={pageAt(token, 'start')} className="form" hidden={{ token }}>
        <p>
          {next < 0 ? 'The closing mail' : `Lesson ${next + 1}`} arrives within a few minutes, the others{' '}
          {view.slotText}, side by side with {inOneLine(view.waits?.after ?? [])}. Never two on one day,
          unless you ask for one.
        </p>
        <button className="btn" type="submit">
          Start it now
        </button>
      </ActionForm>
    </section>
  );
}
