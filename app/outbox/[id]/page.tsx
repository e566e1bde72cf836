import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '#app/components/frame.tsx';
import { outboxMessage } from '#lib/flows/outbox.ts';
import { outboxRuntime } from '../door.ts';
import { linksIn } from '../links-in.ts';
import { whenHere } from '../when-here.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await find((await params).id);
  return { title: found ? { absolute: `Mail: ${found.message.subject}` } : 'No such mail' };
}

/** One mail: as a mail program shows it, its links, its text part, and all that goes along unseen. */
export default async function OutboxMessagePage({ params }: Props) {
  const found = await find((await params).id);
  if (!found) notFound();
  const { message, site } = found;
  const envelope = { From: message.from, To: message.to, Subject: message.subject, ...message.headers };
  return (
    <Frame nav={<a href="/outbox">All mails</a>}>
      <div className="wrap standing">
        <h1 className="subject">{message.subject}</h1>
        <p className="note">
          To {message.to}, {whenHere(new Date(message.sentAt))}
        </p>
        <div className="message">
          <section aria-labelledby="html-title">
            <h2 id="html-title">The mail</h2>
            <iframe
              title={`The mail “${message.subject}”`}
              src={`/outbox/${message.id}/html`}
              sandbox="allow-popups allow-top-navigation-by-user-activation"
            />
          </section>
          <section aria-labelledby="links-title">
            <h2 id="links-title">Its links</h2>
            <ul className="links">
              {linksIn(message.text, site).map((link) => (
                <li key={link}>
                  <a href={link}>{link}</a>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="text-title">
            <h2 id="text-title">Its text part</h2>
            <pre>{message.text}</pre>
          </section>
          <section aria-labelledby="headers-title">
            <h2 id="headers-title">Its headers</h2>
            <dl className="particulars">
              {Object.entries(envelope).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </Frame>
  );
}

/** The mail and the address of the site, read once per request; null for whoever may not see the outbox. */
const find = cache(async (id: string) => {
  const runtime = await outboxRuntime(await headers());
  const message = runtime && (await outboxMessage(runtime, id));
  return message && { message, site: runtime.env.APP_URL };
});
