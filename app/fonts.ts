import localFont from 'next/font/local';

/**
 * The faces, served by ourselves (SIL OFL 1.1): one file for each weight of the serif, because they weigh less than the
 * variable one. The uprights are preloaded; the italic comes when a page uses it. The fallback faces with fitted metrics
 * stand in styles/tokens.css, so Next adds none of its own.
 */
export const NewsreaderText = localFont({
  src: '../node_modules/@fontsource/newsreader/files/newsreader-latin-400-normal.woff2',
  weight: '400',
  style: 'normal',
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: 'Newsreader' }],
});

/** Headings: 500 and, in small ones, 600, which this size does not tell apart. */
export const NewsreaderHeading = localFont({
  src: '../node_modules/@fontsource/newsreader/files/newsreader-latin-500-normal.woff2',
  weight: '500 700',
  style: 'normal',
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: 'Newsreader' }],
});

export const NewsreaderItalic = localFont({
  src: '../node_modules/@fontsource/newsreader/files/newsreader-latin-400-italic.woff2',
  weight: '400',
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
