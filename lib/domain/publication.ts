import type { Block, Course, Lesson } from './course.ts';

/** What of a course is live. Planning and pages read only this, never the files, so that two versions agree during a deploy. */
export type Publication = {
  number: number;
  course: Course;
  /** Edition hashes: of the mails around the course, and of each lesson by slug. */
  editions: {
    confirmation: string;
    link: string;
    completion: string;
    lessons: Record<string, string>;
    /** Each lesson with a link to the one before it. Publications from before there were any lack them. */
    lessonsAfterDoubt?: Record<string, string>;
    /** Each lesson as it is sent once more to who asks for it. Publications from before that was possible lack them. */
    lessonsAgain?: Record<string, string>;
    /** By correction id. Publications from before they were mailed lack them. */
    corrections?: Record<string, string>;
  };
};

/**
 * A course as this version reads it, from one that any earlier version published. What has been published is never
 * rewritten, and a lesson that was taken out long ago is still read by whoever had it.
 * @param stored the column of the row, written by `storePublication` of this version or an earlier one
 */
export function currentCourse(stored: unknown): Course {
  const course = stored as Course;
  return {
    ...course,
    position: course.position ?? null,
    evidence: course.evidence ?? [],
    sources: course.sources ?? [],
    corrections: course.corrections ?? [],
    lessons: course.lessons.map(currentLesson),
  };
}

function currentLesson(lesson: Lesson): Lesson {
  return {
    ...lesson,
    formerly: lesson.formerly ?? [],
    known: lesson.known ?? [],
    unknown: lesson.unknown ?? [],
    check: { ...lesson.check, cites: lesson.check.cites ?? [] },
    body: lesson.body.map(currentBlock),
  };
}

type OldBlock =
  | { type: 'grade'; grade: Extract<Block, { type: 'claim' }>['grade']; reason: string }
  | { type: 'ask-first'; blocks: Block[] };

function currentBlock(block: Block | OldBlock): Block {
  if (block.type === 'grade') return { ...block, type: 'claim', row: '' };
  if (block.type === 'ask-first') return { ...block, type: 'safety', title: 'Ask first' };
  return block;
}
