import type { Metadata } from 'next';
import { PlainPage } from '#app/components/plain-page.tsx';

export const metadata: Metadata = { title: 'Look in your inbox' };

/** What a script sees that filled the field nobody sees: the usual page, without an address, because nothing was sent. */
export default function PendingNothingPage() {
  return (
    <PlainPage title="Look in your inbox.">
      <p className="lead">
        We are sending you a mail now. Press the button in it, and the rest happens by itself.
      </p>
      <section>
        <h2>Nothing there?</h2>
        <p>
          It can take a minute or two. Look among the unwanted mail as well, or{' '}
          <a href="/">write your address again</a>.
        </p>
      </section>
    </PlainPage>
  );
}
