import { ENVELOPE } from '../theme.ts';
import { Table } from './table.tsx';

/** More would not fit on a phone; a longer course gets another row. */
const IN_A_ROW = 7;

/** The course as a row of envelopes: filled ones have been sent. The text below it says the same. */
export function Envelopes({ had, total }: { had: number; total: number }) {
  const rows = Math.ceil(total / IN_A_ROW);
  return Array.from({ length: rows }, (_, row) => {
    const first = row * IN_A_ROW + 1;
    const numbers = Array.from(
      { length: Math.min(IN_A_ROW, total - first + 1) },
      (_, index) => first + index,
    );
    return (
      <Table
        key={first}
        hidden
        style={{ fontSize: 0, lineHeight: 0, marginTop: row === 0 ? 0 : ENVELOPE.gap }}
      >
        <tr>
          {numbers.flatMap((number) => [
            number > first && <td key={`before ${number}`} className="gap" />,
            <Envelope key={number} full={number <= had} />,
          ])}
        </tr>
      </Table>
    );
  });
}

/**
 * The style sheet draws it. Without one nothing is left but the words below, and nothing is too wide for a phone; Outlook
 * knows no flaps, and keeps the plain box.
 */
function Envelope({ full }: { full: boolean }) {
  return (
    <td className={full ? 'env full' : 'env edge'} valign="top">
      <div className={full ? 'flap fullflap' : 'flap openflap'} />
    </td>
  );
}
