import type { Metadata } from 'next';
import { PlainPage } from '#app/components/plain-page.tsx';

export const metadata: Metadata = { title: 'Everything is deleted' };

/** Where somebody ends of whom nothing is held any more. */
export default function ErasedPage() {
  return (
    <PlainPage title="Everything is deleted.">
      <p className="lead">
        We hold nothing about you any more, and the links in our mails lead nowhere now. Nothing further
        comes.
      </p>
      <p>
        If mail to you had come back or was marked as unwanted, a scrambled form of your address stays, so
        that we don’t write to you again. You can begin anew at any time, as somebody we don’t know.
      </p>
    </PlainPage>
  );
}
