import type { ReactNode } from 'react';

/** What is now true, and the way back where there is one. The region stands on every page, so that news in it is read out. */
export function SaidBar({ children, undo }: { children?: ReactNode; undo?: ReactNode }) {
  return (
    <div role="status" className="said-region">
      {children && (
        <div className="said">
          <p>{children}</p>
          {undo}
        </div>
      )}
    </div>
  );
}
