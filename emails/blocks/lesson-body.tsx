import type { Block } from '#lib/domain/course.ts';
import { GradeLine } from './grade.tsx';
import { inOrder } from './in-order.tsx';
import { List } from './list.tsx';
import { Phrases } from './phrases.tsx';
import { Opened, Section } from './section.tsx';
import { Heading, Subheading, Text } from './text.tsx';

/** A lesson's text. A heading, a warning and a note begin a new section of the sheet. */
export function LessonBody({ blocks }: { blocks: readonly Block[] }) {
  const sections = sectionsOf(blocks);
  return inOrder(sections, (section, index) => (
    <Section above={index === 0 ? 18 : isHeadingOnly(sections[index - 1]) ? 16 : 32}>
      {inOrder(section, (block, place) => (
        <LessonBlock block={block} above={spaceBetween(section[place - 1], block)} />
      ))}
    </Section>
  ));
}

function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [];
  for (const block of blocks) {
    const current = sections.at(-1);
    const begins = (block.type === 'heading' && block.level === 2) || isBox(block);
    if (!current || begins || isBox(current[0])) sections.push([block]);
    else current.push(block);
  }
  return sections;
}

function isBox(block: Block | undefined): boolean {
  return block?.type === 'safety' || block?.type === 'note';
}

/** A warning right under a heading belongs to it. */
function isHeadingOnly(section: Block[] | undefined): boolean {
  return section?.length === 1 && section[0]?.type === 'heading';
}

function spaceBetween(upper: Block | undefined, lower: Block): number {
  if (!upper) return 0;
  if (lower.type === 'heading') return 24;
  return upper.type === 'claim' && lower.type !== 'claim' ? 20 : 12;
}

/** `above` is the space before it, in pixels. */
function LessonBlock({ block, above, face = 'text' }: { block: Block; above: number; face?: 'text' | 'ui' }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <Text face={face} above={above}>
          <Phrases phrases={block.children} />
        </Text>
      );
    case 'heading': {
      const Level = block.level === 2 ? Heading : Subheading;
      return (
        <Level above={above}>
          <Phrases phrases={block.children} />
        </Level>
      );
    }
    case 'list': {
      const items = inOrder(block.items, (phrases) => <Phrases phrases={phrases} />);
      return <List ordered={block.ordered} face={face} above={above} items={items} />;
    }
    case 'claim':
      return <GradeLine grade={block.grade} reason={block.reason} />;
    case 'safety':
      return <Box by="warn" title={block.title} blocks={block.blocks} />;
    case 'note':
      return <Box by="accent" title={block.title} blocks={block.blocks} />;
    default:
      return block satisfies never;
  }
}

/** What stands apart from the text: a warning, or a note. */
function Box({
  by,
  title,
  blocks,
}: {
  by: 'warn' | 'accent';
  title: string | null;
  blocks: readonly Block[];
}) {
  return (
    <Opened by={by}>
      {title && (
        <Text face="mark" tone={by === 'warn' ? 'signal' : 'ink'} above={0}>
          {title}
        </Text>
      )}
      {inOrder(blocks, (block, place) => (
        <LessonBlock block={block} above={place > 0 ? 10 : title ? 6 : 0} face="ui" />
      ))}
    </Opened>
  );
}
