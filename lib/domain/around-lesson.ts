import type { Lesson } from './course.ts';
import type { Place } from './place.ts';

/** What a lesson's mail says about where it stands and what follows: slot values, since that is not the same for everybody. */
export type AroundLesson = {
  place: string;
  recapLabel: string;
  nextLabel: string;
  nextTitle: string;
  nextAbout: string;
  nextButton: string;
};

/**
 * What stands around the lesson that is next at this place. Mostly the course's own order; but a passed lesson that was
 * asked for comes after lessons that follow it, and before one that doesn't.
 * @throws where nothing comes
 */
export function aroundLesson(
  lessons: readonly Pick<Lesson, 'slug' | 'title' | 'preheader'>[],
  { comes, owed, passedOver }: Pick<Place, 'comes' | 'owed' | 'passedOver'>,
): AroundLesson {
  const [slug, nextSlug] = comes;
  const numberOf = (of: string) => lessons.findIndex((lesson) => lesson.slug === of) + 1;
  if (slug === undefined) throw new Error('nothing comes at this place');
  const isOwed = owed.includes(slug);
  const why = passedOver.has(slug) ? ', which you had skipped' : ', new since you passed';
  const here = {
    place: `Lesson ${numberOf(slug)} of ${lessons.length}${isOwed ? why : ''}`,
    recapLabel: isOwed ? 'From the lesson before it:' : 'Last lesson:',
  };
  const next = lessons.find((lesson) => lesson.slug === nextSlug);
  if (!next) return { ...here, ...CLOSING };
  const number = numberOf(next.slug);
  return {
    ...here,
    nextLabel: `Next: lesson ${number}`,
    nextTitle: next.title,
    nextAbout: next.preheader,
    nextButton: `Send me lesson ${number} now`,
  };
}

const CLOSING = {
  nextLabel: 'What comes next',
  nextTitle: 'A short closing mail',
  nextAbout: 'It leads back to every lesson, and ends the course.',
  nextButton: 'Send me the closing mail now',
};
