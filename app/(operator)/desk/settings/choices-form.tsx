'use client';

import { useActionState } from 'react';
import { ProblemBar } from '#app/components/problem-bar.tsx';
import { UNSENT } from '#app/form.ts';
import type { SiteChoice } from '#lib/domain/site.ts';
import { Choose } from '../choose.tsx';
import { HOURS } from '../hours.ts';
import { tryThem } from './actions.ts';

type Props = {
  version: number;
  now: Record<SiteChoice, string>;
  /** What holds where a field is left empty. */
  without: Record<Exclude<SiteChoice, 'hour'>, string>;
};

/** What was typed stays when it is refused. */
export function ChoicesForm({ version, now, without }: Props) {
  const [refusal, submit] = useActionState(tryThem, UNSENT, '/desk/settings');
  const chosen = { ...now, ...refusal.typed };
  const text = (choice: Exclude<SiteChoice, 'hour'>, label: string, note: string) => (
    <div>
      <label htmlFor={choice}>{label}</label>
      <p className="note" id={`${choice}-note`}>
        {note} {without[choice] && <>Empty: {without[choice]}</>}
      </p>
      <input
        className="field"
        id={choice}
        name={choice}
        defaultValue={chosen[choice]}
        aria-describedby={`${choice}-note`}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  );
  return (
    // A new key after a refusal: React empties a form that was sent, and only new fields begin with what was typed.
    <form action={submit} className="form site-form" key={JSON.stringify(refusal)}>
      <ProblemBar problem={refusal.problem} />
      <input type="hidden" name="version" value={version} />
      {text('name', 'Name of the site', 'Heads every page and every mail.')}
      {text(
        'accent',
        'Colour',
        'Of links and buttons, as # and six signs. The one for the dark is made of it.',
      )}
      {text('senderName', 'Sender’s name', 'Whom mail is from.')}
      {text('senderAddress', 'Sender’s address', 'Its domain must be verified with the mail provider.')}
      {text('replyTo', 'Answers go to', 'An address that a person reads.')}
      {text(
        'postalAddress',
        'Postal address',
        'At the foot of every mail; the law asks for it in most countries.',
      )}
      <div>
        <Choose
          name="hour"
          label="Hour for new learners"
          chosen={chosen.hour}
          options={HOURS}
          open="As each course says"
        />
        <p className="note">
          On their own clock, until they choose another. Who learns already keeps theirs.
        </p>
      </div>
      <button className="btn quiet" type="submit">
        Show me
      </button>
      <p className="note">Nothing changes until you save it.</p>
    </form>
  );
}
