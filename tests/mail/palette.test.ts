import { describe, expect, test } from 'vitest';
import { color, dark, type Palette } from '#emails/theme.ts';
import { contrast, inverted } from '#lib/domain/colour.ts';

/** The least contrast of what stands on what, as WCAG 2.2 counts it (1.4.3 for text, 1.4.11 for shapes). */
const PAIRS: [keyof Palette, keyof Palette, number][] = [
  ['ink', 'sheet', 4.5],
  ['ink', 'tint', 4.5],
  ['soft', 'sheet', 4.5],
  ['soft', 'paper', 4.5],
  ['soft', 'tint', 4.5],
  ['accent', 'sheet', 4.5],
  ['accent', 'paper', 4.5],
  ['signal', 'sheet', 4.5],
  ['onAccent', 'accent', 4.5],
  ['edge', 'sheet', 3],
];

const PALETTES: [string, Palette][] = [
  ['light', color],
  ['dark', dark],
  ['light, inverted by a mail program', turnedOver(color)],
  ['dark, inverted by a mail program', turnedOver(dark)],
];

describe.each(PALETTES)('%s', (_, palette) => {
  test.each(PAIRS)('%s on %s is readable', (upper, lower, least) => {
    expect(contrast(palette[upper], palette[lower])).toBeGreaterThanOrEqual(least);
  });
});

function turnedOver(palette: Palette): Palette {
  const colours = Object.entries(palette).map(([name, hex]) => [name, inverted(hex)]);
  return { ...palette, ...Object.fromEntries(colours) };
}
