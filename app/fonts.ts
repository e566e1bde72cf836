import localFont from 'next/font/local';

/**
 * The three faces, served by ourselves (SIL OFL 1.1). The uprights are preloaded; the italic comes when a page uses it.
 * The fallback faces with fitted metrics stand in styles/tokens.css, so Next adds none of its own.
 */
export const Newsreader = localFont({
  src: '../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2',
  weight: '200 800',
  style: 'normal',
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: 'Newsreader' }],
});

export const NewsreaderItalic = localFont({
  src: '../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2',
  weight: '200 800',
  style: 'italic',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: 'Newsreader' }],
});

export const SourceSans = localFont({
  src: '../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  weight: '200 900',
  style: 'normal',
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: "'Source Sans 3'" }],
});
