'use client';

import { useActionState } from 'react';
import { askForCourse } from '#app/(site)/actions.ts';
import { UNSENT } from '#app/form.ts';
import { EmailField } from './email-field.tsx';
import { Honeypot } from './honeypot.tsx';
import { useOwnTimeZone } from './own-time-zone.ts';

type Props = {
  course: string;
  page: string;
  /** When this form was shown, signed. */
  shown: string;
  /** “Mondays at 09:00” */
  daysAndHour: string;
  /** The course's own zone, which holds for whoever has no JavaScript. */
  timeZone: string;
};

/** One field and one button. The browser's time zone comes along and is stated. */
export function SignUpForm({ course, page, shown, daysAndHour, timeZone }: Props) {
  const [refusal, submit] = useActionState(askForCourse, UNSENT, page);
  const ownTimeZone = useOwnTimeZone();
  return (
    <form action={submit} noValidate>
      <EmailField refusal={refusal} describedBy="when privacy-line" />
      <Honeypot />
      <input type="hidden" name="course" value={course} />
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="shown" value={refusal.typed.shown ?? shown} />
      <input type="hidden" name="timeZone" value={ownTimeZone ?? ''} />
      <button className="btn" type="submit">
        Send me lesson 1
      </button>
      <p className="note when" id="when">
        We send one mail to confirm, then lesson 1 at once. After that: <b className="nb">{daysAndHour}</b>,{' '}
        {ownTimeZone ?? timeZone}. You can change this any time.
      </p>
    </form>
  );
}
