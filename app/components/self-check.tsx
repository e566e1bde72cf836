import type { ReactNode } from 'react';
import { oneOf, type Query } from '#app/query.ts';
import type { Lesson } from '#lib/domain/course.ts';
import { InlineText } from './inline-text.tsx';

type Check = Lesson['check'];

export const ANSWER_LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** The question where nothing is kept: an answer is part of the page's own address, and gone with it. */
export async function OpenSelfCheck(props: { check: Check; page: string; query: Query }) {
  const { check, page, query } = props;
  const letter = await oneOf(query, 'answer', ANSWER_LETTERS.slice(0, check.answers.length));
  const answer = letter && ANSWER_LETTERS.indexOf(letter);
  return (
    <SelfCheck check={check} answer={answer} note="Nothing is kept.">
      <form action={`${page}#check`}>
        <Answers check={check} answer={answer} values={ANSWER_LETTERS} />
      </form>
    </SelfCheck>
  );
}

/**
 * One question to check yourself with. Any tap on an answer answers it, also again.
 * @param props.answer index of the one that was chosen; null before
 * @param props.note what becomes of an answer
 * @param props.children the form with the `Answers`
 */
export function SelfCheck(props: { check: Check; answer: number | null; note: string; children: ReactNode }) {
  const { check, answer, note } = props;
  return (
    <section className="lesson-part" id="check" aria-labelledby="check-title">
      <p className="label">Check yourself</p>
      <h2 id="check-title">{check.question}</h2>
      {props.children}
      <div role="status" className="result">
        {answer !== null && (
          <p>
            <b>
              {answer === check.correct
                ? 'That’s right.'
                : `Not right. The answer is ${ANSWER_LETTERS[check.correct]}.`}
            </b>{' '}
            {check.explanation}
            {check.cites.length > 0 && <InlineText of={[{ type: 'cite', numbers: check.cites }]} />}
          </p>
        )}
      </div>
      <p className="note screen-only">
        {answer === null ? 'One tap answers it.' : 'You can answer again.'} {note}
      </p>
    </section>
  );
}

/** The answers as buttons. @param props.values what each sends, in their order */
export function Answers(props: { check: Check; answer: number | null; values: readonly string[] }) {
  const { check, answer, values } = props;
  return (
    <ol className="answers">
      {check.answers.map((text, index) => (
        <li key={text}>
          <button
            type="submit"
            name="answer"
            value={values[index]}
            className={classOf(answer, index, check.correct)}
          >
            <b>{ANSWER_LETTERS[index]}</b>
            <span>{text}</span>
            {answer !== null && <Verdict chosen={answer === index} right={check.correct === index} />}
          </button>
        </li>
      ))}
    </ol>
  );
}

function classOf(answer: number | null, index: number, correct: number): string {
  if (answer === null) return 'answer';
  if (index === correct) return 'answer right';
  return index === answer ? 'answer chosen' : 'answer';
}

function Verdict({ chosen, right }: { chosen: boolean; right: boolean }) {
  if (chosen) return <span className="verdict">{right ? 'Your answer, and right' : 'Your answer'}</span>;
  return right ? <span className="verdict">The right answer</span> : null;
}

/** For paper: the answer, away from its question. */
export function PrintedAnswer({ check }: { check: Check }) {
  return (
    <p className="print-only">
      <b>{`Answer: ${ANSWER_LETTERS[check.correct]}.`}</b> {check.explanation}
    </p>
  );
}
