'use client';

import { useActionState } from 'react';
import { EmailField } from '#app/components/email-field.tsx';
import { Honeypot } from '#app/components/honeypot.tsx';
import { UNSENT } from '#app/form.ts';
import { askForLink } from '../actions.ts';

type Props = {
  courses: readonly { slug: string; title: string }[];
  /** When this form was shown, signed. */
  shown: string;
};

/** The address, and the course where there is more than one. */
export function LinkForm({ courses, shown }: Props) {
  const [refusal, submit] = useActionState(askForLink, UNSENT, '/link');
  const [onlyCourse, ...others] = courses;
  return (
    <form action={submit} noValidate className="form one-field">
      {others.length > 0 ? (
        <div className="pick">
          <label htmlFor="course">The course</label>
          <select className="field" id="course" name="course" defaultValue={refusal.typed.course}>
            {courses.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </select>
        </div>
      ) : (
        <input type="hidden" name="course" value={onlyCourse?.slug ?? ''} />
      )}
      <div>
        <EmailField refusal={refusal} describedBy="same-answer" />
      </div>
      <Honeypot />
      <input type="hidden" name="shown" value={refusal.typed.shown ?? shown} />
      <button className="btn" type="submit">
        Send me my link
      </button>
      <p className="note" id="same-answer">
        The next page is the same for every address, so that nobody can find out who learns here. A link is
        sent at most once a day.
      </p>
    </form>
  );
}
