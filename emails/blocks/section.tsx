import type { ReactNode } from 'react';
import { color, MARGIN } from '../theme.ts';
import { Table } from './table.tsx';

type SectionProps = { above?: number; below?: number; children: ReactNode };

/** A row of the sheet. `above` and `below` are pixels. */
export function Section({ above = 32, below = 0, children }: SectionProps) {
  return (
    <tr>
      <td className="pad" style={{ padding: `${above}px ${MARGIN}px ${below}px` }}>
        {children}
      </td>
    </tr>
  );
}

/** A part that a line opens: blue for what to do, red for warnings only. */
export function Opened({ by, children }: { by: 'accent' | 'warn'; children: ReactNode }) {
  const ruled = by === 'warn' ? color.signal : color.accent;
  return (
    <Table width="100%">
      <tr>
        <td className={by} style={{ borderTop: `2px solid ${ruled}`, padding: '14px 0 0' }}>
          {children}
        </td>
      </tr>
    </Table>
  );
}
