import { describe, expect, test } from 'vitest';
import { color, dark, type Palette } from '#emails/theme.ts';

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
  ['light, inverted by a mail program', inverted(color)],
  ['dark, inverted by a mail program', inverted(dark)],
];

describe.each(PALETTES)('%s', (_, palette) => {
  test.each(PAIRS)('%s on %s is readable', (upper, lower, least) => {
    const [light, darker] = [luminance(palette[upper]), luminance(palette[lower])].sort((a, b) => b - a);
    expect(((light ?? 0) + 0.05) / ((darker ?? 0) + 0.05)).toBeGreaterThanOrEqual(least);
  });
});

/** Lightness turned over, hue and saturation kept: what programs do that darken mail on their own. */
function inverted(palette: Palette): Palette {
  const entries = Object.entries(palette).map(([name, hex]) => {
    const channels = channelsOf(hex);
    const shift = 1 - Math.max(...channels) - Math.min(...channels);
    return [name, hexOf(channels.map((channel) => Math.min(1, Math.max(0, channel + shift))))];
  });
  return { ...palette, ...Object.fromEntries(entries) };
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

function hexOf(channels: number[]): string {
  return `#${channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
