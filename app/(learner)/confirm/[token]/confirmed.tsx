import { OutboxHint } from '#app/components/outbox-hint.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { When } from '#app/components/when.tsx';
import type { ConfirmView } from '#lib/flows/confirm.ts';

type Props = { view: Extract<ConfirmView, { state: 'confirmed' }> };

/** What happens now, also for whoever presses twice or comes back. */
export function Confirmed({ view }: Props) {
  return (
    <PlainPage title="You are in.">
      <p className="lead">
        {view.lessonToken ? 'Lesson 1 has been sent to you.' : 'Lesson 1 leaves within a minute.'}
        {view.nextWhen && (
          <>
            {' '}
            The next one comes on <When at={view.nextWhen} />.
          </>
        )}
      </p>
      <OutboxHint />
      <p className="buttons">
        {view.lessonToken && (
          <a className="btn" href={`/lesson/${view.lessonToken}`}>
            Read lesson 1 here
          </a>
        )}
        <a className="btn quiet" href={`/manage/${view.manageToken}`}>
          Your own page: day, pause, leave
        </a>
      </p>
      <p className="note">
        Add our address to your contacts, and lessons are less likely to land among unwanted mail.
      </p>
    </PlainPage>
  );
}
