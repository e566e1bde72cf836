import type { Metadata } from 'next';
import { cache } from 'react';
import { ActionForm } from '#app/components/action-form.tsx';
import { DeadLink } from '#app/components/dead-link.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { type AddressView, addressView } from '#lib/flows/confirm-address.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { sayNo, sayYes } from './actions.ts';

type Props = { params: Promise<{ token: string }> };

const findView = cache(async (token: string) => addressView(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titled('Another address', await findView((await params).token));
}

/** One of the two yeses that a new address needs. Opening the page changes nothing. */
export default async function AddressPage({ params }: Props) {
  const { token } = await params;
  const view = await findView(token);
  if (!view) return <DeadLink />;
  switch (view.state) {
    case 'open':
      return <Ask token={token} view={view} />;
    case 'said yes':
      return (
        <PlainPage title="One more yes.">
          <p className="lead">
            This address has said yes. Now press the button in the mail to{' '}
            {view.side === 'old' ? <b>{view.address}</b> : 'your present address'}; until then nothing
            changes.
          </p>
          {view.side === 'old' && <No token={token} />}
        </PlainPage>
      );
    case 'done':
      return (
        <PlainPage title="Your address is changed.">
          <p className="lead">
            From now on your mail goes to <b>{view.address}</b>. Your place in every course is as it was, and
            the links in your older mails work as before.
          </p>
        </PlainPage>
      );
    case 'over':
      return (
        <PlainPage title="This change is over.">
          <p className="lead">
            It was taken back, or its day has passed, or it can’t be done. Your mail goes where it went
            before.
          </p>
          <p>If you still want another address, ask for it again on the page of your data.</p>
        </PlainPage>
      );
    default:
      return view.state satisfies never;
  }
}

function Ask({ token, view }: { token: string; view: AddressView }) {
  return (
    <PlainPage title={view.side === 'old' ? 'Move to another address?' : 'Is this your new address?'}>
      <p className="lead">
        {view.side === 'old' ? 'Your mail would go to' : 'The mail of somebody who learns here would go to'}{' '}
        <b>{view.address}</b> from now on. It is done when both addresses have said yes.
      </p>
      <ActionForm action={sayYes} page={`/address/${token}`} className="form" hidden={{ token }}>
        <button className="btn" type="submit">
          {view.side === 'old' ? 'Yes, move my mail there' : 'Yes, this is my address'}
        </button>
      </ActionForm>
      {view.side === 'old' && <No token={token} />}
    </PlainPage>
  );
}

function No({ token }: { token: string }) {
  return (
    <ActionForm action={sayNo} page={`/address/${token}`} className="form" hidden={{ token }}>
      <button className="btn quiet" type="submit">
        No, keep my address
      </button>
    </ActionForm>
  );
}
