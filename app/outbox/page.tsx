import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { Frame } from '#app/components/frame.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import type { Query } from '#app/query.ts';
import { type OutboxMessage, outboxMessages } from '#lib/flows/outbox.ts';
import { ClockForm } from './clock-form.tsx';
import { outboxRuntime } from './door.ts';
import { passedWords } from './passed-words.ts';
import { whenHere } from './when-here.ts';

/** Every mail of this copy, newest first, and the clock that makes the next ones come. */
export default async function OutboxPage({ searchParams }: { searchParams: Query }) {
  const runtime = await outboxRuntime(await headers());
  if (!runtime) notFound();
  const messages = await outboxMessages(runtime);
  return (
    <Frame nav={<a href="/">The course</a>}>
      <div className="wrap">
        <SaidBar>{passedWords(await searchParams)}</SaidBar>
        <div className="standing">
          <h1>Outbox</h1>
          <p className="lead">
            This copy of Lettercourse sends no real mail. What it would send is kept here instead.
          </p>
          <ClockForm now={whenHere(await runtime.now())} />
          {messages.length === 0 ? <Empty /> : <Messages of={messages.toReversed()} />}
        </div>
      </div>
    </Frame>
  );
}

function Messages({ of }: { of: readonly OutboxMessage[] }) {
  return (
    <ol className="messages" aria-label="Mails, newest first">
      {of.map((message) => (
        <li key={message.id}>
          <a href={`/outbox/${message.id}`}>{message.subject}</a>
          <span className="note when">
            <time dateTime={message.sentAt}>{whenHere(new Date(message.sentAt))}</time>
          </span>
          <span className="note to">To {message.to}</span>
        </li>
      ))}
    </ol>
  );
}

function Empty() {
  return (
    <div className="form">
      <p>
        Nothing has been sent yet. Sign up with any address, such as ada@example.org: the mail to confirm it
        appears here a moment later. Then let time pass.
      </p>
      <p>
        <a className="btn" href="/#email">
          Sign up
        </a>
      </p>
    </div>
  );
}
