import type { CSSProperties, ReactNode } from 'react';

type TableProps = {
  className?: string;
  style?: CSSProperties;
  width?: string;
  hidden?: boolean;
  children: ReactNode;
};

/** A table for layout. `hidden` keeps a drawing from screen readers and from the plain text. */
export function Table({ className, style, width, hidden, children }: TableProps) {
  return (
    <table
      role="presentation"
      cellPadding="0"
      cellSpacing="0"
      width={width}
      className={className}
      style={style}
      aria-hidden={hidden}
      data-skip-in-text={hidden}
    >
      <tbody>{children}</tbody>
    </table>
  );
}
