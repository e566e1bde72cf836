import type { Waits } from '#lib/flows/in-line.ts';
import { inOneLine } from './in-one-line.ts';

/** When a course begins that waits for others, in two sentences. */
export function InTurn({ waits: { after, about } }: { waits: Waits }) {
  return (
    <>
      It begins when you have finished, or left, <b>{inOneLine(after)}</b>.{' '}
      {about === null ? 'That has no date yet.' : `As things are, that is about ${about}.`}
    </>
  );
}
