import type { ReactNode } from 'react';
import { Lining } from './lining.tsx';

/** Drawings by course and lesson; mail links to the lesson on the web for them. */
const DRAWINGS: Readonly<Record<string, () => ReactNode>> = {
  'leaky-gut/what-it-is': Lining,
};

/** The drawing that belongs to a lesson, if it has one. */
export function Drawing({ course, lesson }: { course: string; lesson: string }) {
  const Drawn = DRAWINGS[`${course}/${lesson}`];
  return Drawn ? <Drawn /> : null;
}
