import type { CourseStory, PersonStory } from '#lib/flows/desk/person.ts';

export type PartProps = { story: PersonStory };
export type CourseProps = PartProps & { course: CourseStory };

/** A part of a person's page. */
export function pageAt({ id }: { id: string }, part: string): string {
  return `/desk/people/${id}#${part}`;
}

/** Sent along by every form about a course. */
export function ofCourse({ story, course }: CourseProps): { person: string; enrollment: string } {
  return { person: story.id, enrollment: course.enrollmentId };
}
