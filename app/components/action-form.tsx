'use client';

import { type ReactNode, useActionState } from 'react';
import { type FormAction, UNSENT } from '#app/form.ts';
import { ProblemBar } from './problem-bar.tsx';

type Props = {
  action: FormAction;
  /** Where the form is posted without JavaScript: the page it stands on, without what an earlier action said. */
  page: string;
  className?: string;
  /** Sent along, unseen. */
  hidden: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** A form around one Server Action. What stands in the way is said above its fields. */
export function ActionForm({ action, page, className, hidden, children }: Props) {
  const [refusal, submit] = useActionState(action, UNSENT, page);
  return (
    <form action={submit} className={className}>
      <ProblemBar problem={refusal.problem} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
