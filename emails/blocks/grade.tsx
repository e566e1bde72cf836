import { describeGrade, type Grade } from '#lib/domain/grade.ts';
import { color, font } from '../theme.ts';
import { Table } from './table.tsx';

/** How good the evidence is: four strokes, the word, and why. The strokes are left to the eye, and so to the style sheet. */
export function GradeLine({ grade, reason }: { grade: Grade; reason: string }) {
  const { strokes, dashed, word } = describeGrade(grade);
  return (
    <Table style={{ marginTop: '10px' }}>
      <tr data-row>
        <td valign="top" style={{ padding: '4px 8px 0 0' }} aria-hidden data-skip-in-text>
          <Table className="strokes">
            <tr>
              {[1, 2, 3, 4].map((stroke) => (
                <td
                  key={stroke}
                  className={`stroke${stroke <= strokes ? ' full' : ''}${dashed ? ' dashed' : ''}`}
                />
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
