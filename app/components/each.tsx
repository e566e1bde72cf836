import { Fragment, type ReactNode } from 'react';

/** Shows items that never change places, such as the sentences of a text, so their place can be their key. */
export function Each<Item>(props: {
  of: readonly Item[];
  children: (item: Item, place: number) => ReactNode;
}): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return props.of.map((item, place) => <Fragment key={place}>{props.children(item, place)}</Fragment>);
}
