import { describeVerdict, VERDICTS } from '#lib/domain/evidence.ts';
import { describeGrade, GRADES } from '#lib/domain/grade.ts';
import { GradeMark } from './grade-mark.tsx';

/** What the words of a grade and of a verdict mean, the latter where the course has any. */
export function HowToRead({ verdicts }: { verdicts: boolean }) {
  return (
    <details className="fold how-to-read">
      <summary>What the words mean</summary>
      <h2>How good the evidence is</h2>
      <ul>
        {GRADES.map((grade) => (
          <li key={grade}>
            <GradeMark grade={grade} reason={describeGrade(grade).meaning} />
          </li>
        ))}
      </ul>
      {verdicts && <Verdicts />}
    </details>
  );
}

function Verdicts() {
  return (
    <>
      <h2>What the course does with a claim</h2>
      <ul>
        {VERDICTS.map((verdict) => (
          <li key={verdict}>
            <b>{describeVerdict(verdict).word}.</b> {describeVerdict(verdict).meaning}
          </li>
        ))}
      </ul>
    </>
  );
}
