/**
 * The line on which some words begin in the text of a file; 1 where they can’t be found. Markup, punctuation and line
 * breaks between them don’t matter, so that words which a parser gave are found in what the author wrote.
 */
export function lineOf(words: string, text: string): number {
  const sought = wordsIn(words);
  const written = text
    .split('\n')
    .flatMap((line, index) => wordsIn(withoutMarkup(line)).map((word) => ({ word, line: index + 1 })));
  // A claim’s passage begins with its grade, of one or two words, which the file has elsewhere.
  for (const tail of [sought, sought.slice(1), sought.slice(2)]) {
    if (tail.length === 0) break;
    const start = written.findIndex((_, at) => tail.every((word, i) => written[at + i]?.word === word));
    if (start >= 0) return written[start]?.line ?? 1;
  }
  return 1;
}

/** The first line that holds exactly this; 1 where none does. */
export function lineWith(exactly: string, text: string): number {
  return Math.max(1, text.split('\n').findIndex((line) => line.includes(exactly)) + 1);
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Without what stands between words and isn’t read: citations, and the addresses of links. */
function withoutMarkup(line: string): string {
  return line.replace(/:cite\[[^\]]*\]/g, '').replace(/\]\([^)\s]*\)/g, ']');
}
