/** Gmail shows up to so many characters of a mail beside its subject. */
const SHOWN = 200;

/**
 * What nobody sees in the mail, yet keeps its first words out of the list of mails: spaces that a combining character
 * without a shape keeps apart (https://github.com/mjmlio/mjml/pull/1943 has the programs this was tried in).
 */
const FILLER = '\u034f\u00a0';

/** What mail programs show after the subject. */
export function Preheader({ children }: { children: string }) {
  return (
    <div lang="en" dir="ltr" style={hidden} data-skip-in-text>
      {`${children}${FILLER.repeat(Math.max(0, SHOWN - children.length))}`}
    </div>
  );
}

const hidden = {
  display: 'none',
  overflow: 'hidden',
  lineHeight: '1px',
  opacity: 0,
  maxHeight: 0,
  maxWidth: 0,
} as const;
