import type { ReactNode } from 'react';
import type { Block } from '#lib/domain/course.ts';
import { type Claim, claimsOf } from './claims.ts';
import { Each } from './each.tsx';
import { GradeMark } from './grade-mark.tsx';
import { InlineText } from './inline-text.tsx';

/**
 * The text of a lesson. `figure`, when given, stands after the first graded claim. `deeper` says how many levels
 * further down the headings go, where the page around already has headings of its own.
 */
export function Blocks(props: { of: readonly Block[]; figure?: ReactNode; deeper?: 0 | 1 }) {
  const claims = claimsOf(props.of);
  const firstGraded = claims.findIndex((claim) => claim.grades.length > 0);
  return (
    <div className="blocks">
      <Each of={claims}>
        {(claim, index) => (
          <>
            <ClaimView claim={claim} deeper={props.deeper ?? 0} />
            {index === firstGraded ? props.figure : null}
          </>
        )}
      </Each>
    </div>
  );
}

function ClaimView({ claim, deeper }: { claim: Claim; deeper: number }) {
  const block = <BlockView block={claim.block} deeper={deeper} />;
  if (claim.grades.length === 0) return block;
  return (
    <div className="claim">
      {block}
      <div className="grades">
        <Each of={claim.grades}>{({ grade, reason }) => <GradeMark grade={grade} reason={reason} />}</Each>
      </div>
    </div>
  );
}

function BlockView({ block, deeper }: { block: Claim['block']; deeper: number }): ReactNode {
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
    case 'ask-first':
      return (
        <div className="flag ask-first" role="note">
          <p className="flag-title">Ask first</p>
          <Each of={claimsOf(block.blocks)}>{(claim) => <ClaimView claim={claim} deeper={deeper} />}</Each>
        </div>
      );
    default:
      return block satisfies never;
  }
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  if (level === 2) return <h2>{children}</h2>;
  if (level === 3) return <h3>{children}</h3>;
  return <h4>{children}</h4>;
}
