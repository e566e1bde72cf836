import { ActionForm } from '#app/components/action-form.tsx';
import { leaveFromLink } from './actions.ts';

/** The wider no, beside leaving one course. */
export function StopAllMail({ token }: { token: string }) {
  return (
    <ActionForm
      action={leaveFromLink}
      page={`/unsubscribe/${token}`}
      className="form"
      hidden={{ token, scope: 'everything' }}
    >
      <p>To get nothing from us any more, neither this course nor anything else:</p>
      <button className="btn quiet" type="submit">
        Stop all mail
      </button>
    </ActionForm>
  );
}
