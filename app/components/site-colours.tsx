import { headers } from 'next/headers';
import { findSite } from '#app/site.ts';
import { type Accent, paletteOf } from '#lib/domain/palette.ts';

/** The colour operators chose, over that of the style sheet; on paper everything stays black. Nothing where they chose none. */
export async function SiteColours() {
  const { accent } = await findSite();
  if (accent === null) return null;
  const { light, dark } = paletteOf(accent);
  const css = `@media screen{:root{${tokensOf(light)}}}@media screen and (prefers-color-scheme:dark){:root{${tokensOf(dark)}}}`;
  return <style nonce={(await headers()).get('x-nonce') ?? ''}>{css}</style>;
}

function tokensOf({ accent, strong, tint }: Accent): string {
  return `--accent:${accent};--accent-strong:${strong};--accent-tint:${tint}`;
}
