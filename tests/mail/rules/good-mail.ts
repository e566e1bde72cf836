import type { MailParts } from '#lib/content/mail-rules/parsed-mail.ts';

/** A small mail that is right in every way, to be broken in one. */
export const GOOD: MailParts = {
  subject: 'What tea is',
  html: `<html lang="en" dir="ltr"><head>
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>What tea is</title>
<style>.ink{color:#1f242b}@media (prefers-color-scheme:dark){.sheet{background-color:#1d2127!important}
.ink{color:#e9e6de!important}.link{color:#9fc4ea!important}}</style></head>
<body lang="en" dir="ltr"><div lang="en" dir="ltr" style="display:none">A leaf, hot water and a cup. The rest is habit.</div>
<table lang="en" dir="ltr" role="presentation" class="sheet" style="background-color:#fffefc"><tr><td class="ink">
<h1>What tea is</h1><p>It is old.</p><h2>Does it help?</h2><p>See <a class="link" style="color:#1b4a7a"
href="https://example.org/tea?a=1&amp;b=2">a study of tea</a>.</p></td></tr></table></body></html>`,
  text: 'What tea is\n\nIt is old.\n\nDoes it help?\n\nSee a study of tea.\nhttps://example.org/tea?a=1&b=2\n',
};

/** The good mail with some of its HTML replaced; throws when there was nothing to replace. */
export function broken(part: string, by: string): MailParts {
  if (!GOOD.html.includes(part)) throw new Error(`the good mail has no “${part}”`);
  return { ...GOOD, html: GOOD.html.replace(part, by) };
}
