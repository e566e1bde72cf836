import type { CSSProperties, ReactNode } from 'react';
import { color, font } from '../theme.ts';

type Tone = 'ink' | 'soft' | 'signal';
type Setting = { face?: keyof typeof font; tone?: Tone; above?: number; children: ReactNode };

/** A paragraph. `above` is the space before it, in pixels. */
export function Text({ face = 'text', tone = 'ink', above = 12, children }: Setting) {
  return (
    <p className={tone} style={set(face, tone, above)}>
      {children}
    </p>
  );
}

/** Who the mail is to. A name may be sixty letters without a space, and still fit a phone. */
export function Greeting({ above, children }: { above: number; children: string }) {
  return (
    <p className="ink" style={{ ...set('text', 'ink', above), wordBreak: 'break-word' }}>
      {children}
    </p>
  );
}

export function Title({ children }: { children: ReactNode }) {
  return (
    <h1 className="title ink" style={set('title', 'ink', 0)}>
      {children}
    </h1>
  );
}

export function Heading({ face = 'heading', tone = 'ink', above = 0, children }: Setting) {
  return (
    <h2 className={tone} style={set(face, tone, above)}>
      {children}
    </h2>
  );
}

export function Subheading({ above = 0, children }: { above?: number; children: ReactNode }) {
  return (
    <h3 className="ink" style={set('subheading', 'ink', above)}>
      {children}
    </h3>
  );
}

/** A link in running text. */
export function Link({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="link" style={{ color: color.accent }}>
      {children}
    </a>
  );
}

/** A link that shows its address, which breaks within a word only where it would not fit a phone. */
export function Address({ href }: { href: string }) {
  return (
    <a href={href} className="link" style={{ color: color.accent, wordBreak: 'break-word' }}>
      {href}
    </a>
  );
}

/** The inline style of a text in one of the mail's faces. `above` is the space before it, in pixels. */
export function set(face: keyof typeof font, tone: Tone, above: number): CSSProperties {
  return { margin: above === 0 ? 0 : `${above}px 0 0`, font: font[face], color: color[tone] };
}
