'use client';

import './styles/index.css';
import { OutOfReach } from './components/out-of-reach.tsx';
import { Wordmark } from './components/wordmark.tsx';

/** In place of everything, when the frame around the pages broke itself. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en" dir="ltr">
      <body>
        <title>This page can’t be shown just now</title>
        <header className="wrap top">
          <Wordmark name="To the front page" />
        </header>
        <OutOfReach retry={retry} />
      </body>
    </html>
  );
}
