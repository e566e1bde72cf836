import type { Metadata } from 'next';
import { PlainPage } from '#app/components/plain-page.tsx';
import { findSite } from '#app/site.ts';
import { writeTo } from '#lib/domain/site.ts';
import { getRuntime } from '#lib/runtime.ts';

export const metadata: Metadata = {
  title: 'What we hold about you',
  description:
    'What this site holds about you, in plain words: what is kept, why, who else sees it, and how to have it deleted.',
};

export default async function PrivacyPage() {
  const { env } = await getRuntime();
  const site = await findSite();
  const address = writeTo(site);
  return (
    <PlainPage title="What we hold about you.">
      <p className="lead">
        Little: what it takes to send you lessons when you want them, and to show that you asked for them.
      </p>
      <section>
        <h2>What is kept</h2>
        <ul className="plain-list">
          <li>Your address, because we write to it, and your name if you gave one.</li>
          <li>Your time zone, weekday and hour, because lessons come by your clock.</li>
          <li>
            What you asked for and agreed to: the wording, the moment, the page, and the network address it
            came from. When you take it back, that too. If you never confirm, the request stays, and nothing
            more is sent.
          </li>
          <li>
            Which lessons you were sent, and when: that is your place in the course. And what became of each
            mail, where we were told: it arrived, was late, or came back.
          </li>
          <li>
            What you note on a lesson’s page with a button: that you have read it, and your last answer to its
            question. It is there for you alone, and nothing depends on it.
          </li>
          <li>
            Why you left, if you tell us. Nobody has to; it is kept for two years, so that we can make the
            courses better.
          </li>
          <li>
            If mail to you came back, or you complained about it: a scrambled form of your address, so that we
            don’t write to it again.
          </li>
          <li>
            When you move to another address: the new one, when you asked, and when each of the two said yes.
          </li>
          <li>Against misuse: how often an address or a network asked lately, both scrambled.</li>
        </ul>
      </section>
      <section>
        <h2>What is not</h2>
        <ul className="plain-list">
          <li>
            Whether you open a mail or press a link in it. Nothing in our mails could tell, and we keep no
            list of who looked at which page.
          </li>
          <li>Cookies. This site sets none, and its pages ask no other site for anything.</li>
          <li>
            How you answer the question in the sample lesson, or how often you tried in any other: of those
            only the last answer is kept.
          </li>
        </ul>
      </section>
      <section>
        <h2>Who else sees it</h2>
        {env.MAIL_TRANSPORT === 'resend' ? (
          <p>
            Resend, the company that carries our mail: it gets your address and each mail, and tells us if one
            could not be delivered. Nobody else.
          </p>
        ) : (
          <p>
            Nobody. This copy of Lettercourse sends no real mail; what it would send is kept in its outbox,
            whole.
          </p>
        )}
      </section>
      <section>
        <h2>How long</h2>
        <p>
          As long as you learn, and afterwards, so that you can come back to your place. You can delete all of
          it at any time.
        </p>
      </section>
      <section>
        <h2>See it, take it with you, delete it</h2>
        <p>
          On your own page, which every mail links to, ask for the link to your data. It comes by mail and
          works for an hour: everything held about you in words, and as a file. If mail to you is stopped,
          write to <a href={`mailto:${address}`}>{address}</a> and we send you a copy or delete it. What
          stays, if there is one, is the scrambled address that keeps us from writing to you.
        </p>
      </section>
      <section>
        <h2>Who we are</h2>
        <p>{site.postalAddress}</p>
      </section>
    </PlainPage>
  );
}
