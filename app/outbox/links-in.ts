/**
 * The links of a mail's text part, where every link of the HTML stands between spaces: each once, in order, those to
 * our own pages first.
 */
export function linksIn(text: string, ownSite: string): string[] {
  const links = [...new Set(text.split(/\s+/).filter((word) => /^https?:\/\//.test(word)))];
  const own = links.filter((link) => link.startsWith(`${ownSite}/`));
  return [...own, ...links.filter((link) => !own.includes(link))];
}
