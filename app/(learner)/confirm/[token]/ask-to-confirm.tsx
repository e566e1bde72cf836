import { ActionForm } from '#app/components/action-form.tsx';
import { inWords } from '#app/components/in-words.ts';
import { PlainPage } from '#app/components/plain-page.tsx';
import { quoted } from '#app/components/quoted.ts';
import { CONSENT_WORDING } from '#lib/domain/consent.ts';
import type { ConfirmView } from '#lib/flows/confirm.ts';
import { confirmSignUp } from './actions.ts';

type Props = { token: string; view: Extract<ConfirmView, { state: 'open' }> };

/** The one button that makes somebody a learner. */
export function AskToConfirm({ token, view }: Props) {
  return (
    <PlainPage title="Shall we begin?">
      <p className="lead">
        {view.course.title}. Lesson 1, {quoted(view.lesson.title)}, takes {inWords(view.lesson.minutes)}{' '}
        minutes to read and comes at once.
      </p>
      <ActionForm action={confirmSignUp} page={`/confirm/${token}`} className="form" hidden={{ token }}>
        <button className="btn" type="submit">
          Send me lesson 1
        </button>
        <p className="note">
          After lesson 1, lessons come <b>{view.slot}</b>; you can change this any time. By pressing you agree
          to this: “{CONSENT_WORDING.text}” <a href="/privacy">What we hold about you</a>
        </p>
      </ActionForm>
    </PlainPage>
  );
}
