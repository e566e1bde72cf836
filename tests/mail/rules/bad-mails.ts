import type { MailRule } from '#lib/content/mail-rules/judge-mail.ts';
import type { MailParts } from '#lib/content/mail-rules/parsed-mail.ts';
import { broken, GOOD } from './good-mail.ts';

type BadMail = readonly [rule: MailRule, says: RegExp, mail: MailParts];

const LINK = 'href="https://example.org/tea?a=1&amp;b=2">a study of tea</a>';
const image = (attributes: string) => broken('It is old.', `<img ${attributes}>`);
const paragraph = (html: string) => broken('<p>It is old.</p>', html);

/** One mail for each thing that a rule can find; each is wrong in this one thing. */
export const BAD_MAILS: readonly BadMail[] = [
  ['language', /<html> .* has no lang/, broken('<html lang="en"', '<html')],
  ['language', /<body> .* has no dir/, broken('<body lang="en" dir="ltr"', '<body lang="en"')],
  ['language', /<div> .* has no lang/, broken('<div lang="en"', '<div')],
  ['language', /<table> .* has no dir/, broken('<table lang="en" dir="ltr"', '<table lang="en"')],
  ['title', /0 titles/, broken('<title>What tea is</title>', '')],
  ['title', /2 titles/, broken('</head>', '<title>Tea</title></head>')],
  ['title', /empty/, broken('<title>What tea is', '<title>')],
  ['layout tables', /without role/, broken(' role="presentation"', '')],
  [
    'headings',
    /0 headings of the first level/,
    broken('<h1>What tea is</h1><p>It is old.</p><h2>Does it help?</h2>', ''),
  ],
  ['headings', /2 headings of the first level/, broken('<h2>Does it help?</h2>', '<h1>Does it help?</h1>')],
  [
    'headings',
    /“Does it help\?” comes after level 1/,
    broken('<h2>Does it help?</h2>', '<h3>Does it help?</h3>'),
  ],
  ['headings', /\(h2\) is empty/, broken('<h2>Does it help?</h2>', '<h2> </h2>')],
  ['links', /“Click here” does not say/, broken('a study of tea</a>', 'Click here</a>')],
  ['links', /“Read more…” does not say/, broken('a study of tea</a>', 'Read more…</a>')],
  ['links', /no words/, broken('a study of tea</a>', '</a>')],
  ['links', /leads nowhere/, broken(LINK, 'href="#">a study of tea</a>')],
  ['links', /leads nowhere/, broken(LINK, 'href="javascript:alert(1)">a study of tea</a>')],
  [
    'links',
    /“A study of tea” leads to .* and to https:\/\/example.org\/other/,
    {
      ...broken(
        '</p></td>',
        ' <a href="https://example.org/other" class="link" style="color:#1b4a7a">A study of tea</a></p></td>',
      ),
      text: `${GOOD.text}\nhttps://example.org/other\n`,
    },
  ],
  ['alt text', /tea\.png has no alt/, image('src="tea.png" width="2" height="2"')],
  ['alt text', /no width and height/, image('src="tea.png" alt="A cup"')],
  [
    'alt text',
    /all that a link holds/,
    broken(
      'a study of tea</a>',
      'a study of tea</a> <a href="https://example.org/tea?a=1&amp;b=2"><img src="tea.png" alt="" width="2" height="2"></a>',
    ),
  ],
  ['few images', /4 images/, paragraph('<img src="tea.png" alt="A cup" width="2" height="2">'.repeat(4))],
  [
    'contrast',
    /“What tea is” has a contrast of 3\.\d+ \(light: /,
    broken('.ink{color:#1f242b}', '.ink{color:#8a8a8a}'),
  ],
  ['contrast', /\(dark: #5d6268 on #1d2127\)/, broken('.ink{color:#e9e6de', '.ink{color:#5d6268')],
  ['contrast', /\(light, inverted: /, broken('.ink{color:#1f242b}', '.ink{color:#0000ff}')],
  ['contrast', /has the colour red/, paragraph('<p style="color:red">It is old.</p>')],
  [
    'dark mode',
    /lacks <meta name="color-scheme"/,
    broken('<meta name="color-scheme" content="light dark">', ''),
  ],
  ['dark mode', /nothing for @media/, broken('@media (prefers-color-scheme:dark)', '@media (max-width:1px)')],
  [
    'dark mode',
    /a border colour inline/,
    paragraph('<p style="border-top:1px solid #dad8cf">It is old.</p>'),
  ],
  [
    'dark mode',
    /a background colour inline/,
    paragraph('<table role="presentation" bgcolor="#ffffff"></table>'),
  ],
  ['dark mode', /“\.ink b” can’t be judged/, broken('.link{', '.ink b{color:#ffffff!important}.link{')],
  ['self-contained', /has <script>/, broken('</head>', '<script></script></head>')],
  [
    'self-contained',
    /has <link>/,
    broken('</head>', '<link rel="stylesheet" href="https://example.org/a.css"></head>'),
  ],
  ['self-contained', /has <form>/, paragraph('<form></form>')],
  ['self-contained', /@import/, broken('<style>', '<style>@import "a.css";')],
  ['self-contained', /@font-face/, broken('<style>', '<style>@font-face{font-family:x}')],
  [
    'self-contained',
    /url\(/,
    broken('background-color:#fffefc', 'background-color:#fffefc;list-style:url(a)'),
  ],
  ['self-contained', /onclick/, broken('<h1>', '<h1 onclick="x">')],
  ['size', /at most 80 KB/, paragraph(`<p>${'tea '.repeat(21_000)}</p>`)],
  ['subject', /61 characters/, { ...GOOD, subject: 't'.repeat(61) }],
  ['subject', /empty/, { ...GOOD, subject: ' ' }],
  ['preheader', /39 characters/, broken(' The rest is habit.', ' It’s habit')],
  ['preheader', /111 characters/, broken('A leaf, hot', `${'t'.repeat(63)} A leaf, hot`)],
  ['preheader', /no preheader/, broken(' style="display:none"', '')],
  ['text', /no text part/, { ...broken(`<a class="link" style="color:#1b4a7a"\n${LINK}`, ''), text: ' \n' }],
  ['links in the text', /lacks the link to https:\/\/example\.org\/tea/, { ...GOOD, text: 'What tea is' }],
  ['links in the text', /glued/, { ...GOOD, text: GOOD.text.replace('b=2', 'b=2.') }],
  ['leftovers', /HTML has a value that was not given/, broken('<p>It is old.', '<p>undefined')],
  [
    'leftovers',
    /HTML has a value that is no text: “\[object Object\]”/,
    broken('It is old', '[object Object]'),
  ],
  ['leftovers', /HTML has a placeholder: “\{\{name\}\}”/, broken('It is old', '{{name}}')],
  ['leftovers', /text part has a tag/, { ...GOOD, text: `${GOOD.text}</p>` }],
  ['leftovers', /text part has an entity/, { ...GOOD, text: `${GOOD.text}&amp;` }],
  ['leftovers', /text part has a character that nobody sees/, { ...GOOD, text: `${GOOD.text}\u200b` }],
  ['leftovers', /text part has three empty lines/, { ...GOOD, text: `${GOOD.text}\n\n\n\nTea` }],
];
