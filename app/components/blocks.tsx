import type { ReactNode } from 'react';
import type { Block } from '#lib/domain/course.ts';
import { type Passage, passagesOf } from './claims.ts';
import type { Figure } from './drawings/index.tsx';
import { Each } from './each.tsx';
import { GradeMark } from './grade-mark.tsx';
import { InlineText } from './inline-text.tsx';

/**
 * The text of a lesson. `figure`, when given, stands after the first claim of its row. `deeper` says how many levels
 * further down the headings go, where the page around already has headings of its own.
 */
export function Blocks(props: { of: readonly Block[]; figure?: Figure | null; deeper?: 0 | 1 }) {
  const passages = passagesOf(props.of);
  const { figure } = props;
  const illustrated = passages.findIndex(({ claims }) => claims.some(({ row }) => row === figure?.row));
  return (
    <div className="blocks">
      <Each of={passages}>
        {(passage, index) => (
          <>
            <PassageView passage={passage} deeper={props.deeper ?? 0} />
            {index === illustrated && figure?.drawing}
          </>
        )}
      </Each>
    </div>
  );
}

function PassageView({ passage, deeper }: { passage: Passage; deeper: number }) {
  const block = <BlockView block={passage.block} deeper={deeper} />;
  if (passage.claims.length === 0) return block;
  return (
    <div className="claim">
      {block}
      <div className="grades">
        <Each of={passage.claims}>{({ grade, reason }) => <GradeMark grade={grade} reason={reason} />}</Each>
      </div>
    </div>
  );
}

function BlockView({ block, deeper }: { block: Passage['block']; deeper: number }): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <InlineText of={block.children} />
        </p>
      );
    case 'heading':
      return (
        <Heading level={block.level + deeper}>
          <InlineText of={block.children} />
        </Heading>
      );
    case 'list': {
      const items = (
        <Each of={block.items}>
          {(item) => (
            <li>
              <InlineText of={item} />
            </li>
          )}
        </Each>
      );
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'safety':
      return <Box className="box flag" title={block.title} blocks={block.blocks} deeper={deeper} />;
    case 'note':
      return <Box className="box note-box" title={block.title} blocks={block.blocks} deeper={deeper} />;
    default:
      return block satisfies never;
  }
}

function Box(props: { className: string; title: string | null; blocks: readonly Block[]; deeper: number }) {
  const { className, title, blocks, deeper } = props;
  return (
    <div className={className} role="note">
      {title && <p className="box-title">{title}</p>}
      <Each of={passagesOf(blocks)}>{(passage) => <PassageView passage={passage} deeper={deeper} />}</Each>
    </div>
  );
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  if (level === 2) return <h2>{children}</h2>;
  if (level === 3) return <h3>{children}</h3>;
  return <h4>{children}</h4>;
}
