import type { ReactNode } from 'react';
import { FodmapSteps } from './fodmap-steps.tsx';
import { Lining } from './lining.tsx';
import { OfAHundred } from './of-a-hundred.tsx';

/** A drawing, and the row of the course's evidence below whose claim it stands. */
export type Figure = { row: string; drawing: ReactNode };

/** By course and lesson; mail links to the lesson on the web for them. */
export const FIGURES: Readonly<Record<string, Figure>> = {
  'leaky-gut/what-it-is': { row: '0.2', drawing: <Lining /> },
  'leaky-gut/food': { row: '2.8', drawing: <FodmapSteps /> },
  'health-claims/what-kind-of-study': { row: '2.7', drawing: <OfAHundred /> },
};

/** The drawing that belongs to a lesson, if it has one. */
export function figureOf(course: { slug: string }, lesson: { slug: string }): Figure | null {
  return FIGURES[`${course.slug}/${lesson.slug}`] ?? null;
}
