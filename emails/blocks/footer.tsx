import type { ReactNode } from 'react';
import { color, font } from '../theme.ts';
import { Table } from './table.tsx';
import { Text } from './text.tsx';

/** A paragraph below the sheet. */
export function Note({ above = 10, children }: { above?: number; children: ReactNode }) {
  return (
    <Text face="footer" tone="soft" above={above}>
      {children}
    </Text>
  );
}

/** What can be done about the mail, two beside each other, one below the other on a phone; each 44 px high. */
export function Choices({ links }: { links: readonly { label: string; href: string }[] }) {
  const rows = links.flatMap((link, index) => (index % 2 === 0 ? [[link, links[index + 1]]] : []));
  return (
    <Table width="100%" style={{ margin: '8px 0' }}>
      {rows.map((row) => (
        <tr key={row[0]?.label}>
          {row.map((link, column) => (
            <td key={link?.label ?? column} className="half" width="50%" style={{ width: '50%' }}>
              {link && (
                <a href={link.href} className="link" style={choice}>
                  {link.label}
                </a>
              )}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

const choice = { display: 'block', padding: '10px 0', font: font.ui, color: color.accent };
