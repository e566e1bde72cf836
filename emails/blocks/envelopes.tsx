import { color, ENVELOPE } from '../theme.ts';
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
            number > first && <Gap key={`before ${number}`} />,
            <Envelope key={number} full={number <= had} />,
          ])}
        </tr>
      </Table>
    );
  });
}

/** The style sheet draws the flap. Where it isn’t read, and in Outlook, the plain box remains. */
function Envelope({ full }: { full: boolean }) {
  const { width, height } = ENVELOPE;
  const box = full
    ? { backgroundColor: color.accent, border: `1px solid ${color.accent}` }
    : { border: `1px solid ${color.edge}` };
  return (
    <td
      className={full ? 'env full' : 'env edge'}
      valign="top"
      style={{ width, height, ...box, borderRadius: '2px' }}
    >
      <div className={full ? 'flap fullflap' : 'flap openflap'} />
    </td>
  );
}

function Gap() {
  return <td className="gap" style={{ width: ENVELOPE.gap }} />;
}
