import { ActionForm } from '#app/components/action-form.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { Whose } from '#app/components/whose.tsx';
import type { UnsubscribeView } from '#lib/flows/unsubscribe.ts';
import { WhyLeft } from '../../why-left.tsx';
import { tellWhyLeft, undoLeaving } from './actions.ts';
import { StopAllMail } from './stop-all-mail.tsx';

type Props = { token: string; view: UnsubscribeView; isThanked: boolean };

/** What is now true, and the way back. */
export function Departed({ token, view, isThanked }: Props) {
  const page = `/unsubscribe/${token}`;
  return (
    <PlainPage title={titleOf(view)} said={<News view={view} isThanked={isThanked} />}>
      <p className="lead">
        {view.course.title}: no more lessons are sent to {view.maskedAddress}. Your place is kept; you can
        read what you have had, and {view.standing === 'finished' ? 'begin again' : 'come back'}, on{' '}
        <a href={`/manage/${view.manageToken}`}>your own page</a>.
      </p>
      {view.standing === 'left' && (
        <ActionForm action={undoLeaving} page={page} className="form" hidden={{ token: view.manageToken }}>
          <button className="btn quiet" type="submit">
            Undo: keep my lessons
          </button>
        </ActionForm>
      )}
      {!view.everythingStopped && <StopAllMail token={token} view={view} />}
      {view.askWhy && <WhyLeft action={tellWhyLeft} page={page} token={token} />}
    </PlainPage>
  );
}

function News({ view, isThanked }: Pick<Props, 'view' | 'isThanked'>) {
  return (
    <>
      <Whose {...view} />
      <SaidBar>{isThanked && <b>Thank you. It helps us make it better.</b>}</SaidBar>
    </>
  );
}

function titleOf({ standing, everythingStopped }: UnsubscribeView): string {
  if (everythingStopped) return 'You get no more mail from us.';
  return standing === 'finished' ? 'You have finished this course.' : 'You have left the course.';
}
