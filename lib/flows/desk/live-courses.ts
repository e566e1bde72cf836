import { livePublications } from '../../db/publications.ts';
import type { Desk } from './desk.ts';

export type LiveCourse = { slug: string; title: string };

/** The courses that are live, for lists to choose from. */
export async function liveCourses({ db }: Desk): Promise<LiveCourse[]> {
  return (await livePublications(db)).map(({ course: { slug, title } }) => ({ slug, title }));
}
