'use client';

import { OutOfReach } from './components/out-of-reach.tsx';
import { Wordmark } from './components/wordmark.tsx';

/** Around every page. The error itself is in the server's log, never here. */
export default function PageError({ retry }: { retry: () => void }) {
  return (
    <>
      <title>This page can’t be shown just now</title>
      <header className="wrap top">
        <Wordmark name="To the front page" />
      </header>
      <OutOfReach retry={retry} />
    </>
  );
}
