import { DomUtils } from 'htmlparser2';
import { named, type Rule } from './parsed-mail.ts';

/** What loads, runs or asks something. Most of it mail programs remove; what is left of a mail then is not what was meant. */
const FOREIGN = [
  ...[
    'script',
    'link',
    'base',
    'iframe',
    'frame',
    'object',
    'embed',
    'applet',
    'video',
    'audio',
    'svg',
    'canvas',
  ],
  ...['form', 'input', 'button', 'select', 'textarea'],
] as const;

/** The mail is complete in itself: nothing is fetched from anywhere, nothing runs, and nothing can be filled in. */
export const isSelfContained: Rule = (mail) => {
  const styles = [
    DomUtils.textContent(named(mail, 'style')),
    ...mail.elements.flatMap(({ attribs }) => attribs.style ?? []),
  ].join('\n');
  const loaded = /@import|@font-face|url\(|expression\(/i.exec(styles)?.[0];
  const acting = mail.elements.flatMap(({ name, attribs }) =>
    Object.keys(attribs)
      .filter((attribute) => attribute.startsWith('on'))
      .map((attribute) => `<${name}> has ${attribute}: no mail program runs it.`),
  );
  return [
    ...named(mail, ...FOREIGN).map(
      ({ name }) => `The mail has <${name}>: mail programs remove it, or distrust the mail.`,
    ),
    ...(loaded === undefined ? [] : [`The styles of the mail have ${loaded}: a mail loads nothing.`]),
    ...acting,
  ];
};

/** Images are the one thing that a mail may fetch; with three at most it is still a letter. */
export const hasFewImages: Rule = (mail) => {
  const { length } = named(mail, 'img');
  return length > 3 ? [`The mail has ${length} images; at most three.`] : [];
};
