import type { BlockContent, DefinitionContent, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import remarkDirective from 'remark-directive';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, Inline } from './course.ts';
import type { Report } from './course-error.ts';
import { GRADES } from './grade.ts';
import { inlineReader, NAMES, oneLine, type ProblemAt } from './lesson-inline.ts';
import type { Source } from './source.ts';

/**
 * Reads the Markdown of a lesson, or of the page about a course. Known are paragraphs, headings (`##`, `###`), flat
 * lists, emphasis, strong, links, `:cite[id, id]`, `::grade[why]{is="limited"}` under what it grades, and warnings between
 * `:::ask-first` and `:::`. Anything else is reported, never dropped in silence.
 * @param from.sources what may be cited, by id; null where nothing may be
 */
export function readBody(
  from: { file: string; markdown: string; sources: ReadonlyMap<string, Source> | null },
  report: Report,
): { blocks: Block[]; references: Source[] } {
  const problem: ProblemAt = (node, message) => {
    report(from.file, node?.position?.start.line ?? 1, message);
    return null;
  };
  const references: Source[] = [];
  const readInline = inlineReader(from.sources, references, problem);
  const root = unified().use(remarkParse).use(remarkDirective).parse(from.markdown);
  const blocks = readBlocks(root.children, 'lesson');
  return { blocks, references };

  function readBlocks(nodes: readonly RootContent[], inside: 'lesson' | 'ask-first'): Block[] {
    const blocks: Block[] = [];
    for (const node of nodes) {
      const block = readBlock(node, blocks, inside);
      if (block) blocks.push(block);
    }
    return blocks;
  }

  function readBlock(
    node: RootContent,
    before: readonly Block[],
    inside: 'lesson' | 'ask-first',
  ): Block | null {
    switch (node.type) {
      case 'paragraph':
        return { type: 'paragraph', children: readInline(node.children) };
      case 'list': {
        const items = node.children.map((item) => readItem(item.children));
        return { type: 'list', ordered: node.ordered === true, items };
      }
    }
    if (inside === 'ask-first') {
      return problem(node, 'A warning holds paragraphs and lists only. Is its closing ::: missing?');
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
        return readGrade(node, before.at(-1));
      case 'containerDirective':
        return readWarning(node);
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

  function readGrade(node: LeafDirective, above: Block | undefined): Block | null {
    const grade = GRADES.find((known) => known === node.attributes?.is);
    const [reason, ...rest] = node.children;
    if (node.name !== 'grade')
      return problem(node, `There is no ::${node.name}. Only ::grade stands on its own line.`);
    if (!grade) return problem(node, `Write the grade as {is="…"}, one of: ${GRADES.join(', ')}.`);
    if (reason?.type !== 'text' || rest.length > 0) {
      return problem(node, 'Give the reason in plain words: ::grade[one review, one trial]{is="limited"}.');
    }
    if (!['paragraph', 'list', 'grade'].includes(above?.type ?? '')) {
      return problem(node, 'Put the grade right below the paragraph or list it grades.');
    }
    return { type: 'grade', grade, reason: oneLine(reason.value) };
  }

  function readWarning(node: ContainerDirective): Block | null {
    if (node.name !== 'ask-first')
      return problem(node, `There is no :::${node.name}. Only :::ask-first … ::: is known.`);
    const blocks = readBlocks(node.children, 'ask-first');
    return blocks.length > 0
      ? { type: 'ask-first', blocks }
      : problem(node, 'The warning is empty. Write what to ask.');
  }
}
