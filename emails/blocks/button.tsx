import { color, font } from '../theme.ts';
import { Table } from './table.tsx';

/** The one main act of a mail: 44 px high. */
export function Button({ href, children }: { href: string; children: string }) {
  const style = {
    display: 'inline-block',
    padding: '10px 20px',
    font: font.uiStrong,
    color: color.onAccent,
    backgroundColor: color.accent,
    borderRadius: '3px',
    textDecoration: 'none',
  };
  return (
    <Table>
      <tr>
        <td className="button" style={{ backgroundColor: color.accent, borderRadius: '3px' }}>
          <a href={href} className="button" style={style}>
            {children}
          </a>
        </td>
      </tr>
    </Table>
  );
}
