import type { Metadata } from 'next';
import { cache } from 'react';
import { DeadLink } from '#app/components/dead-link.tsx';
import { type ConfirmView, confirmView } from '#lib/flows/confirm.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { AskToConfirm } from './ask-to-confirm.tsx';
import { Confirmed } from './confirmed.tsx';
import { OfferNewLink } from './offer-new-link.tsx';

type Props = { params: Promise<{ token: string }> };

const findView = cache(async (token: string): Promise<ConfirmView> => confirmView(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { state } = await findView((await params).token);
  return titled('Begin the course', state !== 'unknown');
}

/** Opening the link changes nothing, so that mail scanners confirm nobody; pressing the button does. */
export default async function ConfirmPage({ params }: Props) {
  const { token } = await params;
  const view: ConfirmView = await findView(token);
  switch (view.state) {
    case 'open':
      return <AskToConfirm token={token} view={view} />;
    case 'confirmed':
      return <Confirmed view={view} />;
    case 'expired':
    case 'superseded':
      return <OfferNewLink token={token} view={view} />;
    case 'unknown':
      return <DeadLink />;
    default:
      return view satisfies never;
  }
}
