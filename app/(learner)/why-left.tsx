import { ActionForm } from '#app/components/action-form.tsx';
import type { FormAction } from '#app/form.ts';
import { LEAVE_CHOICES, LONGEST_REASON } from '#lib/domain/leave-reason.ts';

type Props = { action: FormAction; page: string; token: string; className?: string };

/** Asked only of whoever has left already, and nothing depends on the answer. */
export function WhyLeft({ action, page, token, className }: Props) {
  return (
    <section className={className} id="why" aria-labelledby="why-title">
      <h2 id="why-title">Would you tell us why? (optional)</h2>
      <ActionForm action={action} page={page} className="form" hidden={{ token }}>
        <fieldset>
          <legend>What was it most?</legend>
          <div className="choices">
            {Object.entries(LEAVE_CHOICES).map(([choice, words]) => (
              <label key={choice} className="choice">
                <input type="radio" name="choice" value={choice} required />
                <span>{words}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div>
          <label htmlFor="why-text">In your own words, if you like</label>
          <textarea className="field" id="why-text" name="text" rows={4} maxLength={LONGEST_REASON} />
        </div>
        <button className="btn quiet" type="submit">
          Tell us why
        </button>
        <p className="note">
          You have left in any case. We keep your answer for two years, and nobody writes to you about it.
        </p>
      </ActionForm>
    </section>
  );
}
