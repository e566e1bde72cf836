import type { BlockContent, DefinitionContent, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import remarkDirective from 'remark-directive';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, Inline } from './course.ts';
import type { Report } from './course-error.ts';
import type { EvidenceRow } from './evidence.ts';
import { readClaim } from './lesson-claim.ts';
import { inlineReader, NAMES, oneLine, type ProblemAt } from './lesson-inline.ts';
import type { Source } from './source.ts';

/** What a text may cite and grade: sources and evidence by id. */
export type Grounds = {
  sources: ReadonlyMap<string, Source>;
  evidence: ReadonlyMap<string, EvidenceRow>;
};

export type Body = {
  body: Block[];
  /** In the order of their first citation. */
  references: Source[];
  /** What stands in `:::known` and `:::unknown`; empty where there is none. */
  known: Inline[][];
  unknown: Inline[][];
};

type Inside = 'lesson' | 'box';

/**
 * Reads the Markdown of a lesson, or of the page about a course. Known are paragraphs, headings (`##`, `###`), flat lists,
 * emphasis, strong, links, `:cite[id, id]`, `::claim[why]{row="2.5"}` under what it grades, and boxes that end with `:::`:
 * `:::safety[Title]` (a warning), `:::note[Title]`, and once each `:::known` and `:::unknown`. Anything else is reported,
 * never dropped in silence.
 * @param from.grounds null where nothing may be cited
 */
export function readBody(
  from: { file: string; markdown: string; grounds: Grounds | null },
  report: Report,
): Body {
  const problem: ProblemAt = (node, message, rule) => {
    report(from.file, node?.position?.start.line ?? 1, message, rule);
    return null;
  };
  const text: Body = { body: [], references: [], known: [], unknown: [] };
  const readInline = inlineReader(from.grounds?.sources ?? null, text.references, problem);
  const root = unified().use(remarkParse).use(remarkDirective).parse(from.markdown);
  text.body = readBlocks(root.children, 'lesson');
  return text;

  function readBlocks(nodes: readonly RootContent[], inside: Inside): Block[] {
    const blocks: Block[] = [];
    for (const node of nodes) {
      const block = readBlock(node, blocks, inside);
      if (block) blocks.push(block);
    }
    return blocks;
  }

  function readBlock(node: RootContent, before: readonly Block[], inside: Inside): Block | null {
    switch (node.type) {
      case 'paragraph':
        return { type: 'paragraph', children: readInline(node.children) };
      case 'list': {
        const items = node.children.map((item) => readItem(item.children));
        return { type: 'list', ordered: node.ordered === true, items };
      }
    }
    if (inside === 'box') {
      return problem(node, 'A box holds paragraphs and lists only. Is its closing ::: missing?');
    }
    switch (node.type) {
      case 'heading': {
        const { depth } = node;
        if (depth !== 2 && depth !== 3) {
          return problem(node, 'Use ## or ###. The title stands in the head and is the only # there is.');
        }
        if (depth === 3 && !before.some((block) => block.type === 'heading')) {
          return problem(node, 'The first heading is a ##, so that no level is skipped.');
        }
        return { type: 'heading', level: depth, children: readInline(node.children) };
      }
      case 'leafDirective':
        return readClaim(node, { before, grounds: from.grounds, references: text.references }, problem);
      case 'containerDirective':
        return readBox(node);
      default:
        return problem(
          node,
          `A lesson can’t hold ${NAMES[node.type] ?? node.type}. Say it in paragraphs or a list.`,
        );
    }
  }

  function readItem(nodes: readonly (BlockContent | DefinitionContent)[]): Inline[] {
    const [paragraph, ...rest] = nodes;
    if (paragraph?.type === 'paragraph' && rest.length === 0) return readInline(paragraph.children);
    problem(nodes[1] ?? paragraph, 'A list’s item is one paragraph, without a list inside.');
    return [];
  }

  function readBox(node: ContainerDirective): Block | null {
    const [first, ...rest] = node.children;
    const title = first?.type === 'paragraph' && first.data?.directiveLabel ? first : null;
    const inner = readBlocks(title ? rest : node.children, 'box');
    if (inner.length === 0) return problem(node, 'The box is empty. Write something between its lines.');
    switch (node.name) {
      case 'safety':
        return { type: 'safety', title: titleOf(title) ?? 'Ask first', blocks: inner };
      case 'note':
        return { type: 'note', title: titleOf(title), blocks: inner };
      case 'known':
      case 'unknown':
        return keepList(node, node.name, inner);
      default:
        return problem(
          node,
          `There is no :::${node.name}. Known are :::safety, :::note, :::known and :::unknown.`,
        );
    }
  }

  /** These two don't stand in the text: each template has its own place for them. */
  function keepList(node: ContainerDirective, name: 'known' | 'unknown', inner: readonly Block[]): null {
    const [list] = inner;
    if (text[name].length > 0) return problem(node, `A lesson has one :::${name}. Make one list of both.`);
    if (list?.type !== 'list' || inner.length > 1) return problem(node, `Write :::${name} as one list.`);
    text[name] = list.items;
    return null;
  }
}

function titleOf(label: BlockContent | DefinitionContent | null): string | null {
  if (label?.type !== 'paragraph') return null;
  return oneLine(label.children.map((child) => (child.type === 'text' ? child.value : '')).join('')) || null;
}
