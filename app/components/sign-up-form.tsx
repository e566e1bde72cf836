'use client';

import { useActionState } from 'react';
import { askForCourse } from '#app/(site)/actions.ts';
import { UNSENT } from '#app/form.ts';
import { EmailField } from './email-field.tsx';
import { Honeypot } from './honeypot.tsx';

type Props = {
  course: string;
  page: string;
  /** When this form was shown, signed. */
  shown: string;
  /** “Mondays at 09:00” */
  daysAndHour: string;
  /** The course's own zone, which holds for whoever has no JavaScript. */
  timeZone: string;
  nonce: string;
};

/** One field and one button. Its script puts the browser's time zone in and states it. */
export function SignUpForm({ course, page, shown, daysAndHour, timeZone, nonce }: Props) {
  const [refusal, submit] = useActionState(askForCourse, UNSENT, page);
  return (
    <form action={submit} noValidate>
      <EmailField refusal={refusal} describedBy="when privacy-line" />
      <Honeypot />
      <input type="hidden" name="course" value={course} />
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="shown" value={refusal.typed.shown ?? shown} />
      <input type="hidden" name="timeZone" defaultValue="" data-own-time-zone suppressHydrationWarning />
      <button className="btn" type="submit">
        Send me lesson 1
      </button>
      <p className="note when" id="when">
        We send one mail to confirm, then lesson 1 at once. After that: <b className="nb">{daysAndHour}</b>,{' '}
        <span data-own-time-zone suppressHydrationWarning>
          {timeZone}
        </span>
        . You can change this any time.
      </p>
      <script src="/scripts/own-time-zone.js" defer nonce={nonce} />
    </form>
  );
}
