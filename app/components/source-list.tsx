import type { Course, EvidenceRow } from '#lib/domain/course.ts';
import { type NumberedLesson, nameOf, type UsedSource } from '#lib/domain/course-sources.ts';
import { describeGrade } from '#lib/domain/grade.ts';
import { groupBy } from '#lib/domain/group-by.ts';
import { describeReference } from '#lib/domain/reference.ts';
import { claimId } from './claims-by-lesson.tsx';
import { inLessons } from './in-lessons.ts';
import { inWords } from './in-words.ts';
import { LessonName } from './lesson-name.tsx';

type Props = { course: Course; sources: readonly UsedSource[] };

/** Every source: who, when, what and where, what it found, how much of it was read, and where the course uses it. */
export function SourceList({ course, sources }: Props) {
  return (
    <section id="sources-a-to-z" aria-labelledby="sources-title">
      <h2 id="sources-title">The sources from A to Z</h2>
      <Letters of={sources} />
      <ul className="sources">
        {sources.map(({ source, ...use }) => (
          <li key={source.id} id={source.id}>
            <h3>{nameOf(source)}</h3>
            <Work source={source} />
            <Use course={course} {...use} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A link to the first source of each letter. */
function Letters({ of }: { of: readonly UsedSource[] }) {
  const byLetter = groupBy(of, ({ source }) => nameOf(source).charAt(0).toUpperCase());
  return (
    <nav aria-label="Sources by letter">
      <ul>
        {[...byLetter].map(([letter, [first]]) => (
          <li key={letter}>
            <a href={`#${first.source.id}`}>{letter}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Work({ source }: Pick<UsedSource, 'source'>) {
  const { title, url, journal, kind } = describeReference(source);
  return (
    <>
      <p>
        <a className="address" href={url}>
          {title}
        </a>
        {/[?!]$/.test(title) ? ' ' : '. '}
        {journal && <cite>{journal.name}</cite>}
        {journal && `${journal.rest && ` ${journal.rest}`}. `}
        {`${kind}.`}
      </p>
      {source.finding !== '' && <p>{source.finding}</p>}
      {source.checkedNote !== '' && <p className="note">{source.checkedNote}</p>}
    </>
  );
}

/** In a line where the course uses it; the lessons' titles and the claims open below. */
function Use({ course, lessons, claims }: { course: Course } & Omit<UsedSource, 'source'>) {
  return (
    <details className="fold">
      <summary>{summary(lessons, claims)}</summary>
      <ul>
        {lessons.map(({ number }) => (
          <li key={number}>
            Lesson {number}: <LessonName course={course} number={number} />
          </li>
        ))}
        {claims.map(({ id, claim, grades }) => (
          <li key={id}>
            <a href={`#${claimId(id)}`}>{claim}</a>{' '}
            {grades.map((grade) => describeGrade(grade).word).join(', ')}.
          </li>
        ))}
      </ul>
    </details>
  );
}

function summary(lessons: readonly NumberedLesson[], claims: readonly EvidenceRow[]): string {
  const where = lessons.length === 0 ? 'Cited in no lesson' : `Cited in ${inLessons(lessons)}`;
  if (claims.length === 0) return where;
  return `${where}; ${inWords(claims.length)} ${claims.length === 1 ? 'claim rests' : 'claims rest'} on it`;
}
