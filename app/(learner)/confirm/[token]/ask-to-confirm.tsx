import { ActionForm } from '#app/components/action-form.tsx';
import { inOneLine } from '#app/components/in-one-line.ts';
import { inWords } from '#app/components/in-words.ts';
import { PlainPage } from '#app/components/plain-page.tsx';
import { quoted } from '#app/components/quoted.ts';
import { withoutZone } from '#app/components/when.tsx';
import { CONSENT_WORDING } from '#lib/domain/consent.ts';
import type { ConfirmView } from '#lib/flows/confirm.ts';
import { confirmSignUp } from './actions.ts';

type Props = { token: string; view: Extract<ConfirmView, { state: 'open' }> };

/** The one button that makes somebody a learner. Whoever is one already chooses when this course begins. */
export function AskToConfirm({ token, view }: Props) {
  return (
    <PlainPage title="Shall we begin?">
      <p className="lead">
        {view.course.title}. Lesson 1, {quoted(view.lesson.title)}, takes {inWords(view.lesson.minutes)}{' '}
        minutes to read{view.choice ? '.' : ' and comes at once.'}
      </p>
      <ActionForm action={confirmSignUp} page={`/confirm/${token}`} className="form" hidden={{ token }}>
        {view.choice && <Choice choice={view.choice} />}
        <button className="btn" type="submit">
          {view.choice ? 'Take this course' : 'Send me lesson 1'}
        </button>
        <p className="note">
          After lesson 1, lessons come <b>{view.slot}</b>; you can change this any time. By pressing you agree
          to this: “{CONSENT_WORDING.text}” <a href="/privacy">What we hold about you</a>
        </p>
      </ActionForm>
    </PlainPage>
  );
}

function Choice({ choice: { after, about, secondWhen } }: { choice: NonNullable<Props['view']['choice']> }) {
  return (
    <fieldset>
      <legend>When shall it begin?</legend>
      <div className="choices told">
        <label className="choice">
          <input type="radio" name="begin" value="after" defaultChecked />
          <span>After {inOneLine(after)}</span>
          <span className="result">
            {about === null ? 'when you have gone on and finished' : `lesson 1 about ${about}`}
          </span>
        </label>
        <label className="choice">
          <input type="radio" name="begin" value="now" />
          <span>Now, side by side</span>
          <span className="result">lesson 1 at once, lesson 2 {withoutZone(secondWhen)}</span>
        </label>
      </div>
      <p className="note">Never two lessons on one day, unless you ask for one.</p>
    </fieldset>
  );
}
