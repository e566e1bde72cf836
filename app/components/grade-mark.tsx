import type { Grade } from '#lib/domain/course.ts';
import { describeGrade } from '#lib/domain/grade.ts';
import { Each } from './each.tsx';

const STROKES = [0, 1, 2, 3];

/** How well the claim beside it is supported: strokes for the eye, the word, and why, unless that stands elsewhere. */
export function GradeMark({ grade, reason }: { grade: Grade; reason?: string }) {
  const { strokes, dashed, word } = describeGrade(grade);
  return (
    <p className="grade">
      <span className={dashed ? 'strokes split' : 'strokes'} aria-hidden="true">
        <Each of={STROKES}>{(stroke) => <i className={stroke < strokes ? 'on' : undefined} />}</Each>
      </span>
      <b>{word}</b>
      {reason && <span>{reason}</span>}
    </p>
  );
}
