import type { Metadata } from 'next';
import { cache, type ReactNode } from 'react';
import { DeadLink } from '#app/components/dead-link.tsx';
import { Frame } from '#app/components/frame.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query } from '#app/query.ts';
import { findSite } from '#app/site.ts';
import { localTime } from '#lib/domain/schedule.ts';
import { writeTo } from '#lib/domain/site.ts';
import { dataOf, type PersonView } from '#lib/flows/person-data.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { Address } from './address.tsx';
import { Agreed } from './agreed.tsx';
import { Courses } from './courses.tsx';
import { Download } from './download.tsx';
import { Erase } from './erase.tsx';
import { Mails } from './mails.tsx';
import { zoneOf } from './props.ts';
import { SignUps } from './sign-ups.tsx';
import { You } from './you.tsx';

type Props = { params: Promise<{ token: string }>; searchParams: Query };

const findView = cache(async (token: string) => dataOf(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titled('Everything we hold about you', await findView((await params).token));
}

/** All that is held of one person, in words, behind a link that was mailed to them within the hour. */
export default async function DataPage({ params, searchParams }: Props) {
  const { token } = await params;
  const view = await findView(token);
  if (!view) return <DeadLink />;
  const { data, linkEnds } = view;
  const site = await findSite();
  const said = await oneOf(searchParams, 'said', ['asked', 'taken-back']);
  return (
    <Frame nav={<a href={`mailto:${writeTo(site)}`}>Write to us</a>}>
      <div className="wrap">
        <SaidBar>{saidOf(said, view)}</SaidBar>
        <div className="standing">
          <h1>Everything we hold about you.</h1>
          <p className="lead">
            This page is yours alone and works until <b>{localTime(linkEnds, zoneOf(data))}</b>. After that,
            ask for a new link on your own page.
          </p>
        </div>
        <You data={data} />
        <Agreed data={data} />
        <Courses data={data} />
        <Mails data={data} />
        <SignUps data={data} />
        <Address token={token} view={view} />
        <Download token={token} />
        <Erase token={token} />
      </div>
    </Frame>
  );
}

/** What was done just now, as long as it is so. */
function saidOf(said: 'asked' | 'taken-back' | null, { moving }: PersonView): ReactNode {
  if (said === 'asked' && moving)
    return (
      <>
        <b>Two mails are on their way.</b> One to {moving.address}, if it can be written to, and one to your
        present address. Press the button in both.
      </>
    );
  return said === 'taken-back' && !moving && <b>Taken back. Mail goes on coming to your present address.</b>;
}
