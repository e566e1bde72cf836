import type { ReactNode } from 'react';
import type { Inline } from '#lib/domain/course.ts';
import { Each } from './each.tsx';

/** Running text with emphasis, links and numbered references. React escapes it; no HTML comes from a lesson. */
export function InlineText({ of }: { of: readonly Inline[] }) {
  return <Each of={of}>{(inline) => <InlineNode inline={inline} />}</Each>;
}

function InlineNode({ inline }: { inline: Inline }): ReactNode {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'emphasis':
      return (
        <em>
          <InlineText of={inline.children} />
        </em>
      );
    case 'strong':
      return (
        <strong>
          <InlineText of={inline.children} />
        </strong>
      );
    case 'link':
      return (
        <a href={inline.url}>
          <InlineText of={inline.children} />
        </a>
      );
    case 'cite':
      return (
        <Each of={inline.numbers}>
          {(number, index) => <Reference number={number} first={index === 0} />}
        </Each>
      );
    default:
      return inline satisfies never;
  }
}

function Reference({ number, first }: { number: number; first: boolean }) {
  return (
    <>
      {first ? '' : ' '}
      <a className="ref" href={`#reference-${number}`} aria-label={`Reference ${number}`}>
        {number}
      </a>
    </>
  );
}
