export type Scheme = 'light' | 'dark';

const ALWAYS = '(min-width:0)';
const NEVER = '(max-width:0)';

/** A mail as it looks by day or in the dark, whatever the browser prefers: its media queries are answered for it. */
export function forceScheme(html: string, scheme: Scheme): string {
  return html
    .replace(/\(\s*prefers-color-scheme:\s*(light|dark)\s*\)/g, (_, asked) =>
      asked === scheme ? ALWAYS : NEVER,
    )
    .replace(/(:root\s*\{[^}]*?color-scheme:)\s*light dark/g, `$1${scheme}`);
}
