import { ActionForm } from '#app/components/action-form.tsx';
import { eraseEverything } from './actions.ts';
import { pageAt } from './props.ts';

/** The end of everything: what goes, what stays, and two presses. */
export function Erase({ token }: { token: string }) {
  return (
    <section className="part" id="erase" aria-labelledby="erase-title">
      <h2 id="erase-title">Delete everything</h2>
      <ActionForm action={eraseEverything} page={pageAt(token, 'erase')} className="form" hidden={{ token }}>
        <p>
          All that stands on this page is deleted at once and for good: your place in every course, your
          answers, what you agreed to, and every link in our mails. Nobody can bring it back. If you only want
          no more mail, leave on your own page instead: your place is kept then.
        </p>
        <p>
          What stays: if mail to you came back or was marked as unwanted, a scrambled form of your address, so
          that we don’t write to you again. And what has left us already: mails in your mailbox, and what the
          company that carries them still keeps.
        </p>
        <label className="choice">
          <input type="checkbox" name="sure" value="yes" required />
          Yes, delete all of it for good
        </label>
        <button className="btn quiet" type="submit">
          Delete everything
        </button>
      </ActionForm>
    </section>
  );
}
