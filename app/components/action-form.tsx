'use client';

import { type ReactNode, useActionState } from 'react';
import { type FormAction, UNSENT } from '#app/form.ts';
import { ProblemBar } from './problem-bar.tsx';

type Props = {
  action: FormAction;
  /** Where the form is posted without JavaScript: the page it stands on, without what an earlier action said. */
  page: string;
  className?: string;
  /** What stands over it while it is folded away. Something in the way unfolds it. */
  fold?: string;
  /** Sent along, unseen. */
  hidden: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** A form around one Server Action. What stands in the way is said above its fields. */
export function ActionForm({ action, page, className, fold, hidden, children }: Props) {
  const [refusal, submit] = useActionState(action, UNSENT, page);
  const form = (
    <form action={submit} className={className}>
      <ProblemBar problem={refusal.problem} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
  if (fold === undefined) return form;
  return (
    <details className="fold" open={refusal.problem !== null}>
      <summary>{fold}</summary>
      {form}
    </details>
  );
}
