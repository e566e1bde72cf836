import type { ReactNode } from 'react';
import { Head, Html } from 'react-email';
import { Preheader } from './blocks/preheader.tsx';
import { Section } from './blocks/section.tsx';
import { Table } from './blocks/table.tsx';
import { Link } from './blocks/text.tsx';
import { color, font, MARGIN, styleSheet, WIDTH } from './theme.ts';

type LayoutProps = {
  /** The page title: what a browser or a screen reader announces. */
  title: string;
  /** What mail programs show after the subject. */
  preheader: string;
  siteName: string;
  webUrl?: string;
  footer: ReactNode;
  /** Sections, one below the other. */
  children: ReactNode;
};

/** A sheet of paper with a name at its head, and small print below it. */
export function Layout({ title, preheader, siteName, webUrl, footer, children }: LayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>{title}</title>
        <style>{styleSheet}</style>
      </Head>
      <body className="paper" lang="en" dir="ltr" style={{ margin: 0, padding: 0, ...paper }}>
        <Preheader>{preheader}</Preheader>
        {/* Web mail moves the body's children into its own page: each says its language itself. */}
        <div lang="en" dir="ltr">
          <Table width="100%" className="paper" style={paper}>
            <tr>
              <td align="center" style={{ padding: '0 0 32px' }}>
                <Table width={`${WIDTH}`} className="sheet" style={sheet}>
                  <Section above={20}>
                    <Letterhead siteName={siteName} webUrl={webUrl} />
                  </Section>
                  {children}
                </Table>
                <Table width={`${WIDTH}`} style={column}>
                  <tr>
                    <td className="pad" style={{ padding: `24px ${MARGIN}px 0`, textAlign: 'left' }}>
                      {footer}
                    </td>
                  </tr>
                </Table>
              </td>
            </tr>
          </Table>
        </div>
      </body>
    </Html>
  );
}

const paper = { backgroundColor: color.paper };
const column = { width: '100%', maxWidth: `${WIDTH}px` };
const sheet = {
  ...column,
  backgroundColor: color.sheet,
  borderBottom: `1px solid ${color.rule}`,
  textAlign: 'left',
} as const;

function Letterhead({ siteName, webUrl }: { siteName: string; webUrl: string | undefined }) {
  return (
    <Table width="100%">
      <tr>
        <td className="ink" style={{ font: font.mark, color: color.ink, padding: '10px 0' }}>
          {siteName}
        </td>
        {webUrl && (
          <td align="right" style={{ font: font.note }}>
            <span style={{ display: 'inline-block', padding: '11px 0' }}>
              <Link href={webUrl}>Web version</Link>
            </span>
          </td>
        )}
      </tr>
    </Table>
  );
}
