import { ActionForm } from '#app/components/action-form.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { Whose } from '#app/components/whose.tsx';
import type { UnsubscribeView } from '#lib/flows/unsubscribe.ts';
import { keepLessons } from './actions.ts';
import { StopAllMail } from './stop-all-mail.tsx';

type Props = { token: string; view: UnsubscribeView };

/** What is now true, and the way back. */
export function Departed({ token, view }: Props) {
  const page = `/unsubscribe/${token}`;
  return (
    <PlainPage title={titleOf(view)} said={<Whose {...view} />}>
      <p className="lead">
        {view.course.title}: no more lessons are sent to {view.maskedAddress}. Your place is kept; you can
        read what you have had, and {view.standing === 'finished' ? 'begin again' : 'come back'}, on{' '}
        <a href={`/manage/${view.manageToken}`}>your own page</a>.
      </p>
      {view.standing === 'left' && (
        <ActionForm action={keepLessons} page={page} className="form" hidden={{ token: view.manageToken }}>
          <button className="btn quiet" type="submit">
            Undo: keep my lessons
          </button>
        </ActionForm>
      )}
      {!view.everythingStopped && <StopAllMail token={token} view={view} />}
    </PlainPage>
  );
}

function titleOf({ standing, everythingStopped }: UnsubscribeView): string {
  if (everythingStopped) return 'You get no more mail from us.';
  return standing === 'finished' ? 'You have finished this course.' : 'You have left the course.';
}
