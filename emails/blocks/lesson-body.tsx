import type { Block } from '#lib/domain/course.ts';
import { GradeLine } from './grade.tsx';
import { inOrder } from './in-order.tsx';
import { List } from './list.tsx';
import { Phrases } from './phrases.tsx';
import { Opened, Section } from './section.tsx';
import { Heading, Subheading, Text } from './text.tsx';

/** A lesson's text. A heading, and a warning, begin a new section of the sheet. */
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
    const begins = (block.type === 'heading' && block.level === 2) || block.type === 'ask-first';
    if (!current || begins || current[0]?.type === 'ask-first') sections.push([block]);
    else current.push(block);
  }
  return sections;
}

/** A warning right under a heading belongs to it. */
function isHeadingOnly(section: Block[] | undefined): boolean {
  return section?.length === 1 && section[0]?.type === 'heading';
}

function spaceBetween(upper: Block | undefined, lower: Block): number {
  if (!upper) return 0;
  if (lower.type === 'heading') return 24;
  return upper.type === 'grade' && lower.type !== 'grade' ? 20 : 12;
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
    case 'grade':
      return <GradeLine grade={block.grade} reason={block.reason} />;
    case 'ask-first':
      return <AskFirst blocks={block.blocks} />;
    default:
      return block satisfies never;
  }
}

function AskFirst({ blocks }: { blocks: readonly Block[] }) {
  return (
    <Opened by="warn">
      <Text face="mark" tone="signal" above={0}>
        Ask first
      </Text>
      {inOrder(blocks, (block, place) => (
        <LessonBlock block={block} above={place === 0 ? 6 : 10} face="ui" />
      ))}
    </Opened>
  );
}
