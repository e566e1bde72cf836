import type { Metadata } from 'next';
import { cache } from 'react';
import { ActionForm } from '#app/components/action-form.tsx';
import { DeadLink } from '#app/components/dead-link.tsx';
import { inWords } from '#app/components/in-words.ts';
import { OutboxHint } from '#app/components/outbox-hint.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query } from '#app/query.ts';
import { type PendingView, pendingView } from '#lib/flows/pending.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { sendAgain } from './actions.ts';

type Props = { params: Promise<{ token: string }>; searchParams: Query };

const findView = cache(async (token: string) => pendingView(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titled('Look in your inbox', await findView((await params).token));
}

export default async function PendingPage({ params, searchParams }: Props) {
  const { token } = await params;
  const view = await findView(token);
  if (!view) return <DeadLink />;
  const said = await oneOf(searchParams, 'said', ['sent-again']);
  return (
    <PlainPage
      title="Look in your inbox."
      said={<SaidBar>{said && <b>Sent again. Look for the newest one.</b>}</SaidBar>}
    >
      <p className="lead">
        We are sending you a mail now. Press the button in it, and the rest happens by itself.
      </p>
      <OutboxHint />
      <dl className="particulars">
        <div>
          <dt>To</dt>
          <dd>{view.email}</dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>{view.from}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>{view.subject}</dd>
        </div>
      </dl>
      <NothingThere token={token} view={view} />
      <section>
        <h2>Wrong address?</h2>
        <p>
          <a href={`/courses/${view.course.slug}#email`}>Write it again</a>. If nobody presses the button, we
          send nothing more.
        </p>
      </section>
    </PlainPage>
  );
}

function NothingThere({ token, view }: { token: string; view: PendingView }) {
  return (
    <section>
      <h2>Nothing there?</h2>
      <p>It can take a minute or two. Look among the unwanted mail as well.</p>
      {view.resendsLeft > 0 ? (
        <ActionForm action={sendAgain} page={`/pending/${token}`} className="form" hidden={{ token }}>
          <button className="btn quiet" type="submit">
            Send it again
          </button>
          <p className="note">
            A minute after the last one at the earliest; {inWords(view.resendsLeft)} more{' '}
            {view.resendsLeft === 1 ? 'time' : 'times'} at most, and no more than three mails a day.
          </p>
        </ActionForm>
      ) : (
        <p>We have sent it as often as we do. Please check the address, or try again tomorrow.</p>
      )}
    </section>
  );
}
