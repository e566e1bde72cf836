import type { Lesson } from '#lib/domain/course.ts';

const LETTERS = 'ABCDEFGH';

/** One question to check yourself with; the answer opens on the page and tells nobody. */
export function SelfCheck({ check }: { check: Lesson['check'] }) {
  return (
    <section className="lesson-part" aria-labelledby="check-title">
      <p className="label">Check yourself</p>
      <h2 id="check-title">{check.question}</h2>
      <ol className="answers">
        {check.answers.map((answer, index) => (
          <li key={answer}>
            <b>{LETTERS[index]}</b> {answer}
          </li>
        ))}
      </ol>
      <details>
        <summary>Show the answer</summary>
        <p>
          <b>{LETTERS[check.correct]}.</b> {check.explanation}
        </p>
      </details>
    </section>
  );
}
