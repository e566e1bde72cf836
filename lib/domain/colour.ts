/**
 * How far two colours are apart, from 1 (the same) to 21 (black on white).
 * @param one, other `#rrggbb`
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Lightness turned over, hue and saturation kept: what programs do that darken mail on their own. */
export function inverted(hex: string): string {
  const channels = channelsOf(hex);
  const shift = 1 - Math.max(...channels) - Math.min(...channels);
  const bytes = channels.map((channel) => Math.round(Math.min(1, Math.max(0, channel + shift)) * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue, each from 0 to 1. */
function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** A colour between two: `share` of the other, from 0 to 1. @param one, other `#rrggbb` */
export function mixed(one: string, other: string, share: number): string {
  const others = channelsOf(other);
  const bytes = channelsOf(one).map((channel, i) =>
    Math.round((channel * (1 - share) + (others[i] ?? 0) * share) * 255),
  );
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
