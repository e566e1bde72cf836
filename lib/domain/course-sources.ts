import type { Course, Lesson } from './course.ts';
import type { EvidenceRow } from './evidence.ts';
import { describeReference } from './reference.ts';
import type { Source } from './source.ts';

/** A lesson with its place in the course, counted from 1. */
export type NumberedLesson = { number: number; lesson: Lesson };

/** A claim, the lessons that grade it, and what it rests on. */
export type WeighedClaim = { row: EvidenceRow; lessons: NumberedLesson[]; sources: Source[] };

/** A source, the lessons that cite it, and the claims that rest on it. */
export type UsedSource = { source: Source; lessons: NumberedLesson[]; claims: EvidenceRow[] };

/** Every claim that a course weighs, in the order of its evidence. */
export function claimsOf(course: Course): WeighedClaim[] {
  const sources = sourcesById(course);
  return course.evidence.map((row) => ({
    row,
    lessons: lessonsWhere(course, ({ body }) =>
      body.some((block) => block.type === 'claim' && block.row === row.id),
    ),
    sources: row.sources.flatMap((id) => sources.get(id) ?? []),
  }));
}

/**
 * Does a course hold its claims against others' words? One that took them from nowhere has added them all, and its
 * verdicts say nothing.
 */
export function hasVerdicts({ evidence }: Course): boolean {
  return evidence.some(({ verdict }) => verdict !== 'added');
}

/** Every source that a lesson cites or a claim rests on, in the order of the alphabet. */
export function sourcesOf(course: Course): UsedSource[] {
  const used = [...sourcesById(course).values()].map((source) => ({
    source,
    lessons: lessonsWhere(course, ({ references }) => references.some(({ id }) => id === source.id)),
    claims: course.evidence.filter(({ sources }) => sources.includes(source.id)),
  }));
  return used
    .filter(({ lessons, claims }) => lessons.length + claims.length > 0)
    .sort((a, b) => ALPHABET.compare(nameOf(a.source), nameOf(b.source)));
}

/** “Lacy and others, 2024”, and where nobody knows who wrote it, its title. */
export function nameOf(source: Source): string {
  const { by, title } = describeReference(source);
  return by ?? title;
}

const ALPHABET = new Intl.Collator('en', { numeric: true });

function lessonsWhere({ lessons }: Course, fits: (lesson: Lesson) => boolean): NumberedLesson[] {
  return lessons.map((lesson, index) => ({ number: index + 1, lesson })).filter(({ lesson }) => fits(lesson));
}

/** A course that an earlier version published knows its sources from its lessons alone. */
function sourcesById({ lessons, sources }: Course): ReadonlyMap<string, Source> {
  const all = [...lessons.flatMap(({ references }) => references), ...sources];
  return new Map(all.map((source) => [source.id, source]));
}
