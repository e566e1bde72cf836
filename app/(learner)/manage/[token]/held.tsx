import { ActionForm } from '#app/components/action-form.tsx';
import { sendDataLink } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

type Props = PartProps & {
  /** Where a person reads what is written to. */
  writeTo: string;
};

/** What is kept about the learner, and the way to all of it: by a fresh mail, because links to this page are passed on. */
export function Held({ token, view, writeTo }: Props) {
  return (
    <section className="part" id="held" aria-labelledby="held-title">
      <h2 id="held-title">What we hold about you</h2>
      <div className="form">
        <p>
          Your address, your time zone, what you agreed to and when, which lessons you have had, and what you
          noted on their pages: read, and your last answer. Not whether you opened them: we don’t look.{' '}
          <a href="/privacy">All of it, in plain words</a>
        </p>
        {view.canMail ? (
          <ActionForm action={sendDataLink} page={pageAt(token, 'held')} className="form" hidden={{ token }}>
            <p>
              To see, download, change or delete what is held, ask for a link. It comes by mail, to{' '}
              {view.maskedAddress}, because whoever has a lesson of yours can open this page.
            </p>
            <button className="btn quiet" type="submit">
              Send me the link to my data
            </button>
            <p className="note">
              It works for one hour. One in ten minutes, three a day at most
              {view.everythingStopped && '; it starts no other mail'}.
            </p>
          </ActionForm>
        ) : (
          <p>
            Mail to your address is stopped, so we can’t send you a link to all of it. Write to{' '}
            <a href={`mailto:${writeTo}`}>{writeTo}</a>: we show you what we hold, send you a copy, or delete
            it.
          </p>
        )}
      </div>
    </section>
  );
}
