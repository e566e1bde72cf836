import type { ReactNode } from 'react';
import { inOrder } from './in-order.tsx';
import { set } from './text.tsx';

type ListProps = { items: readonly ReactNode[]; ordered?: boolean; face?: 'text' | 'ui'; above?: number };

/** A list. `above` is the space before it, in pixels. */
export function List({ items, ordered = false, face = 'text', above = 12 }: ListProps) {
  const Tag = ordered ? 'ol' : 'ul';
  return (
    <Tag className="ink" style={{ ...set(face, 'ink', above), padding: '0 0 0 24px' }}>
      {inOrder(items, (item) => (
        <li>{item}</li>
      ))}
    </Tag>
  );
}
