import type { ReactNode } from 'react';
import { Frame } from './frame.tsx';

/** A page that says one thing. `said` is the bar above its heading. */
export function PlainPage({
  title,
  said,
  children,
}: {
  title: string;
  said?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Frame>
      <div className="wrap">
        {said}
        <div className="plain-page">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </Frame>
  );
}
