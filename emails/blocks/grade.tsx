import { describeGrade, type Grade } from '#lib/domain/grade.ts';
import { color, font } from '../theme.ts';
import { Table } from './table.tsx';

/** How good the evidence is: four strokes, the word, and why. The strokes are left to the eye. */
export function GradeLine({ grade, reason }: { grade: Grade; reason: string }) {
  const { strokes, dashed, word } = describeGrade(grade);
  return (
    <Table style={{ marginTop: '10px' }}>
      <tr data-row>
        <td valign="top" style={{ padding: '4px 8px 0 0' }} aria-hidden data-skip-in-text>
          <Table width={`${STROKES_WIDTH}`} style={{ fontSize: 0 }}>
            <tr>
              {[1, 2, 3, 4].map((stroke) => (
                <Stroke key={stroke} full={stroke <= strokes} dashed={dashed} last={stroke === 4} />
              ))}
            </tr>
          </Table>
        </td>
        <td className="soft" style={{ font: font.note, color: color.soft }}>
          <b className="ink" style={{ color: color.ink }}>
            {word}
          </b>
          {`: ${reason}`}
        </td>
      </tr>
    </Table>
  );
}

/** Four strokes and the gaps between them, in pixels. Said once more, because empty cells are squeezed on phones. */
const STROKES_WIDTH = 4 * 8 + 3 * 3;

function Stroke({ full, dashed, last }: { full: boolean; dashed: boolean; last: boolean }) {
  const outline = { border: `1px ${dashed ? 'dashed' : 'solid'} ${color.accent}` };
  return (
    <>
      {full ? (
        <td className="full" style={{ width: '8px', height: '14px', backgroundColor: color.accent }} />
      ) : (
        <td className="accent" style={{ width: '6px', height: '12px', ...outline }} />
      )}
      {!last && <td style={{ width: '3px' }} />}
    </>
  );
}
