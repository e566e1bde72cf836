import { Fragment, type ReactNode } from 'react';

/** Parts of a text never change places, so their place can be their key. */
export function inOrder<Part>(parts: readonly Part[], render: (part: Part, place: number) => ReactNode) {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return parts.map((part, place) => <Fragment key={place}>{render(part, place)}</Fragment>);
}
