import { ActionForm } from '#app/components/action-form.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import type { ConfirmView } from '#lib/flows/confirm.ts';
import { askForNewLink } from './actions.ts';

type Props = { token: string; view: Extract<ConfirmView, { state: 'expired' | 'superseded' }> };

/** A link that no longer confirms says why, and what to do. */
export function OfferNewLink({ token, view }: Props) {
  const expired = view.state === 'expired';
  return (
    <PlainPage title={expired ? 'This link has expired.' : 'There is a newer link.'}>
      <p className="lead">
        {expired
          ? 'A link to confirm holds for seven days. Nothing was started, and nothing was sent since.'
          : 'We sent you another mail after this one. Please press the button in the newest; only that one counts.'}
      </p>
      <ActionForm action={askForNewLink} page={`/confirm/${token}`} className="form" hidden={{ token }}>
        <button className={expired ? 'btn' : 'btn quiet'} type="submit">
          Send me a new link
        </button>
        <p className="note">For {view.course.title}, to the same address.</p>
      </ActionForm>
    </PlainPage>
  );
}
