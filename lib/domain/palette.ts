import { contrast, mixed } from './colour.ts';

/** The one colour of a site, as it is used on a ground: for words and shapes, pressed, and as a wash behind words. */
export type Accent = { accent: string; strong: string; tint: string };
export type Palette = { light: Accent; dark: Accent };

/** The colour it comes with: writing ink. */
export const INK_BLUE: Palette = {
  light: { accent: '#1B4A7A', strong: '#12365B', tint: '#E7EDF3' },
  dark: { accent: '#9FC4EA', strong: '#C4DCF4', tint: '#22303F' },
};

/** What the colour stands on and beside, the same on every site. */
export const GROUND = {
  light: { paper: '#FAF9F5', sheet: '#FFFEFC', ink: '#1F242B', soft: '#4A525C', onAccent: '#FFFEFC' },
  dark: { paper: '#15181C', sheet: '#1D2127', ink: '#E9E6DE', soft: '#BDBFC0', onAccent: '#10202F' },
};

/** WCAG 2.2, 1.4.3: words on their ground. */
const READABLE = 4.5;
/** In the dark a little more: thin letters that shine look thinner. */
const READABLE_IN_THE_DARK = 7;

/**
 * The colours of a site by day and in the dark, from the one that an operator chose for the day.
 * @param accent `#rrggbb`, or null for the one it comes with
 */
export function paletteOf(accent: string | null): Palette {
  if (accent === null) return INK_BLUE;
  const shining = lightened(accent);
  return {
    light: { accent, strong: mixed(accent, '#000000', 0.25), tint: mixed(GROUND.light.sheet, accent, 0.1) },
    dark: {
      accent: shining,
      strong: mixed(shining, '#ffffff', 0.4),
      tint: mixed(GROUND.dark.sheet, shining, 0.12),
    },
  };
}

/**
 * Why a colour can't be the site's, in words with one that can; null when it can. White words stand on it, and it stands
 * on white paper as words.
 */
export function problemWithAccent(accent: string): string | null {
  if (!/^#[0-9a-f]{6}$/i.test(accent))
    return 'Write the colour as # and six digits or letters from a to f, such as #1b4a7a.';
  if (isReadable(accent)) return null;
  const darker = darkened(accent);
  return `Links and buttons in ${accent} could not be read on the paper. ${darker} is the same colour, dark enough.`;
}

function isReadable(accent: string): boolean {
  return (
    contrast(accent, GROUND.light.paper) >= READABLE &&
    contrast(accent, mixed(GROUND.light.sheet, accent, 0.1)) >= READABLE
  );
}

function darkened(accent: string): string {
  let darker = accent;
  for (let share = 0.02; !isReadable(darker); share += 0.02) darker = mixed(accent, '#000000', share);
  return darker;
}

function lightened(accent: string): string {
  let lighter = accent;
  for (let share = 0; contrast(lighter, GROUND.dark.sheet) < READABLE_IN_THE_DARK; share += 0.02)
    lighter = mixed(accent, '#ffffff', share);
  return lighter;
}

/** A mail in a site's colours: each of the ones it was made with is written anew. */
export function recoloured(html: string, accent: string | null): string {
  if (accent === null) return html;
  const { light, dark } = paletteOf(accent);
  const anew = new Map(
    [
      [INK_BLUE.light.accent, light.accent],
      [INK_BLUE.light.tint, light.tint],
      [INK_BLUE.dark.accent, dark.accent],
      [INK_BLUE.dark.tint, dark.tint],
    ].map(([before = '', after = '']) => [before.toLowerCase(), after]),
  );
  const theirs = new RegExp([...anew.keys()].join('|'), 'gi');
  return html.replace(theirs, (hex) => anew.get(hex.toLowerCase()) ?? hex);
}
