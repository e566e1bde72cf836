import type { Refusal } from '#app/form.ts';

/** The address, with what is wrong with it between label and field; what was typed stays. */
export function EmailField({
  refusal,
  describedBy,
  label = 'Your email address',
}: {
  refusal: Refusal;
  describedBy?: string;
  label?: string;
}) {
  const { problem, typed } = refusal;
  return (
    <>
      <label htmlFor="email">{label}</label>
      {problem !== null && (
        // biome-ignore lint/a11y/noAutofocus: what is wrong with a form just sent is what its sender came to read
        <p className="field-problem" id="email-problem" role="alert" tabIndex={-1} autoFocus>
          {problem}
        </p>
      )}
      <input
        className="field"
        id="email"
        name="email"
        type="email"
        autoComplete="email"
        spellCheck={false}
        required
        defaultValue={typed.email}
        aria-invalid={problem !== null}
        aria-describedby={
          [problem !== null && 'email-problem', describedBy].filter(Boolean).join(' ') || undefined
        }
      />
    </>
  );
}
