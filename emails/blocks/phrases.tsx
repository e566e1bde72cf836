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
      return <sup>{phrase.numbers.join(', ')}</sup>;
    default:
      return phrase satisfies never;
  }
}
