import type { Lesson } from '#lib/domain/course.ts';
import { inOrder } from './in-order.tsx';
import { List } from './list.tsx';
import { Phrases } from './phrases.tsx';
import { Heading } from './text.tsx';

/** What is known about the lesson's matter, and what isn't. */
export function Known({ lesson: { known, unknown } }: { lesson: Pick<Lesson, 'known' | 'unknown'> }) {
  return (
    <>
      <Items title="What we know" items={known} above={0} />
      <Items title="What we don’t know" items={unknown} above={24} />
    </>
  );
}

function Items({ title, items, above }: { title: string; items: Lesson['known']; above: number }) {
  if (items.length === 0) return null;
  const said = inOrder(items, (phrases) => <Phrases phrases={phrases} />);
  return (
    <>
      <Heading above={above}>{title}</Heading>
      <List ordered={false} face="text" above={12} items={said} />
    </>
  );
}
