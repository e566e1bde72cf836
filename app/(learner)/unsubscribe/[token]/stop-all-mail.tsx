import { ActionForm } from '#app/components/action-form.tsx';
import type { UnsubscribeView } from '#lib/flows/unsubscribe.ts';
import { leaveFromLink } from './actions.ts';

/** The wider no, beside leaving one course. */
export function StopAllMail({ token, view }: { token: string; view: UnsubscribeView }) {
  return (
    <ActionForm
      action={leaveFromLink}
      page={`/unsubscribe/${token}`}
      className="form"
      hidden={{ token, scope: 'everything' }}
    >
      <p>To have nothing more sent to {view.maskedAddress}, neither this course nor anything else:</p>
      <button className="btn quiet" type="submit">
        Stop all mail
      </button>
    </ActionForm>
  );
}
