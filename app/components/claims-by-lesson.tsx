import type { Course } from '#lib/domain/course.ts';
import { hasVerdicts, nameOf, type WeighedClaim } from '#lib/domain/course-sources.ts';
import { describeVerdict } from '#lib/domain/evidence.ts';
import { groupBy } from '#lib/domain/group-by.ts';
import { Each } from './each.tsx';
import { GradeMark } from './grade-mark.tsx';
import { inLessons } from './in-lessons.ts';
import { LessonName } from './lesson-name.tsx';

type Props = { course: Course; claims: readonly WeighedClaim[] };

/** Every claim under the first lesson that grades it; those that stand in none come last. */
export function ClaimsByLesson({ course, claims }: Props) {
  if (claims.length === 0) return null;
  const byLesson = [...groupBy(claims, ({ lessons }) => lessons[0]?.number ?? null)].sort(
    ([a], [b]) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY),
  );
  return (
    <section id="claims-by-lesson" aria-labelledby="claims-title">
      <h2 id="claims-title">The claims, lesson by lesson</h2>
      <nav aria-label="Claims by lesson">
        <ul>
          {byLesson.map(([number]) => (
            <li key={number}>
              <a href={`#${lessonId(number)}`}>{number === null ? 'In no lesson' : `Lesson ${number}`}</a>
            </li>
          ))}
        </ul>
      </nav>
      {byLesson.map(([number, here]) => (
        <section key={number} aria-labelledby={lessonId(number)}>
          <h3 id={lessonId(number)}>
            {number === null ? (
              'In no lesson'
            ) : (
              <>
                Lesson {number}: <LessonName course={course} number={number} />
              </>
            )}
          </h3>
          <Claims of={here} verdicts={hasVerdicts(course)} />
        </section>
      ))}
    </section>
  );
}

function Claims({ of, verdicts }: { of: readonly WeighedClaim[]; verdicts: boolean }) {
  return (
    <ul className="weighed">
      {of.map((claim) => (
        <li key={claim.row.id} id={claimId(claim.row.id)} className="claim">
          <Claim {...claim} verdict={verdicts} />
        </li>
      ))}
    </ul>
  );
}

function Claim({ row, lessons, sources, verdict }: WeighedClaim & { verdict: boolean }) {
  const others = lessons.slice(1);
  return (
    <>
      <div>
        <p className="words">{row.claim}</p>
        <p>
          {verdict && <b>{describeVerdict(row.verdict).word}. </b>}
          {row.because}
        </p>
        {sources.length > 0 && (
          <p className="note">
            Rests on{' '}
            <Each of={sources}>
              {(source, place) => (
                <>
                  {place > 0 && '; '}
                  <a href={`#${source.id}`}>{nameOf(source)}</a>
                </>
              )}
            </Each>
            .
          </p>
        )}
        {others.length > 0 && <p className="note">Also in {inLessons(others)}.</p>}
      </div>
      <div className="grades">
        {row.grades.map((grade) => (
          <GradeMark key={grade} grade={grade} />
        ))}
      </div>
    </>
  );
}

function lessonId(number: number | null): string {
  return number === null ? 'in-no-lesson' : `lesson-${number}`;
}

/** Where a claim stands on this page. */
export function claimId(row: string): string {
  return `claim-${row}`;
}
