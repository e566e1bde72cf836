import { ActionForm } from '#app/components/action-form.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { keepLessons, leaveFromLink } from './actions.ts';

type Props = {
  token: string;
  view: { course: { title: string }; manageToken: string };
  /** Whether all mail was stopped a moment ago. */
  everything: boolean;
};

/** What is now true, and the way back. */
export function Departed({ token, view, everything }: Props) {
  const page = `/unsubscribe/${token}`;
  return (
    <PlainPage title={everything ? 'You get no more mail from us.' : 'You have left the course.'}>
      <p className="lead">
        {view.course.title}: no more lessons are sent. Your place is kept; you can read what you have had, and
        come back, on <a href={`/manage/${view.manageToken}`}>your own page</a>.
      </p>
      <ActionForm action={keepLessons} page={page} className="form" hidden={{ token: view.manageToken }}>
        <button className="btn quiet" type="submit">
          Undo: keep my lessons
        </button>
      </ActionForm>
      {!everything && (
        <ActionForm
          action={leaveFromLink}
          page={page}
          className="form"
          hidden={{ token, scope: 'everything' }}
        >
          <p>To get nothing from us any more, neither this course nor anything else:</p>
          <button className="btn quiet" type="submit">
            Stop all mail
          </button>
        </ActionForm>
      )}
    </PlainPage>
  );
}
