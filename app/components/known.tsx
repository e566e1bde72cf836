import type { Inline, Lesson } from '#lib/domain/course.ts';
import { Each } from './each.tsx';
import { InlineText } from './inline-text.tsx';

/** What is known about the lesson's matter, and what isn't, side by side where there is room. */
export function Known({ lesson: { known, unknown } }: { lesson: Pick<Lesson, 'known' | 'unknown'> }) {
  if (known.length + unknown.length === 0) return null;
  return (
    <div className="known">
      <Items id="known-title" title="What we know" items={known} />
      <Items id="unknown-title" title="What we don’t know" items={unknown} />
    </div>
  );
}

function Items({ id, title, items }: { id: string; title: string; items: readonly Inline[][] }) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        <Each of={items}>
          {(item) => (
            <li>
              <InlineText of={item} />
            </li>
          )}
        </Each>
      </ul>
    </section>
  );
}
