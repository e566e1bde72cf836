import type { Inline } from '#lib/domain/course.ts';
import { inOrder } from './in-order.tsx';
import { Link } from './text.tsx';

/** Running text, with its emphasis, links and citations. */
export function Phrases({ phrases }: { phrases: readonly Inline[] }) {
  return inOrder(phrases, (phrase) => <Phrase phrase={phrase} />);
}

function Phrase({ phrase }: { phrase: Inline }) {
  switch (phrase.type) {
    case 'text':
      return phrase.text;
    case 'emphasis':
      return (
        <i>
          <Phrases phrases={phrase.children} />
        </i>
      );
    case 'strong':
      return (
        <b>
          <Phrases phrases={phrase.children} />
        </b>
      );
    case 'link':
      return (
        <Link href={phrase.url}>
          <Phrases phrases={phrase.children} />
        </Link>
      );
    case 'cite':
      // Without a line height of its own, so that lines stay apart evenly.
      return (
        <sup style={{ fontSize: '13px', lineHeight: 0 }}>
          <b>{phrase.numbers.join(', ')}</b>
        </sup>
      );
    default:
      return phrase satisfies never;
  }
}
