/** CSS declarations by property, in small letters, without `!important`. */
export type Declarations = Readonly<Record<string, string>>;

/** `media` is the condition it stands under, such as `(prefers-color-scheme:dark)`; null when it always holds. */
export type StyleRule = { media: string | null; selector: string; declarations: Declarations };

/** Reads a style attribute, or what stands between the braces of a rule. */
export function readDeclarations(css: string | undefined): Declarations {
  const pairs = (css ?? '').split(';').flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    if (colon < 0) return [];
    const value = declaration.slice(colon + 1).replace(/!important/i, '');
    return [[declaration.slice(0, colon).trim().toLowerCase(), value.trim()]];
  });
  return Object.fromEntries(pairs);
}

/** Reads a style sheet with one level of `@media`, which is what mail programs read; each selector is a rule. */
export function readStyleSheet(css: string): StyleRule[] {
  const BLOCK = /@media([^{}]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}|([^{}]+\{[^{}]*\})/g;
  const blocks = css.replace(/\/\*.*?\*\//gs, '').matchAll(BLOCK);
  return [...blocks].flatMap(([, media, inside = '', plain = '']) =>
    media === undefined ? readRules(plain, null) : readRules(inside, media.trim()),
  );
}

function readRules(css: string, media: string | null): StyleRule[] {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors = '', inside]) => {
    const declarations = readDeclarations(inside);
    return selectors.split(',').map((selector) => ({ media, selector: selector.trim(), declarations }));
  });
}
