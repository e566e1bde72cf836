import type { Finding, Rule } from './rule.ts';

/** What is written until the right words are there. Comments count: they are notes about what is missing. */
const SIGNS: readonly RegExp[] = [
  /\b(TODO|TBD|FIXME|XXX+)\b/,
  /\blorem ipsum\b/i,
  // In brackets of its own: neither a directive’s label nor a link’s text.
  /(?<![\w\]])\[(…|\.\.\.|(your|insert|add|fill in|name of|placeholder)\b[^\]]*)\](?!\()/i,
  // An entry of a head, or a paragraph, that is nothing but dots.
  /(?<=(^|:|-)\s*["“]?)(…|\.\.\.)(?=["”]?\s*($|[,}\]]))/,
  /https?:\/\/([\w-]+\.)*(example\.(org|com|net)|[\w-]+\.example)\b/i,
];

export const hasNoPlaceholder: Rule = ({ files }) =>
  [...files].flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index): Finding[] => {
      const found = SIGNS.map((sign) => sign.exec(line)?.[0]).find((sign) => sign !== undefined);
      if (found === undefined) return [];
      const message = `“${found}” stands for something that is yet to be written. Write it.`;
      return [{ file, line: index + 1, rule: 'placeholder', severity: 'error', message }];
    }),
  );
