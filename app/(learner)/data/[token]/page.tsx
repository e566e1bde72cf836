import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '#app/components/frame.tsx';
import { writeTo } from '#app/operator.ts';
import { localTime } from '#lib/domain/schedule.ts';
import { dataOf } from '#lib/flows/person-data.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { Agreed } from './agreed.tsx';
import { Courses } from './courses.tsx';
import { Download } from './download.tsx';
import { Erase } from './erase.tsx';
import { Mails } from './mails.tsx';
import { zoneOf } from './props.ts';
import { SignUps } from './sign-ups.tsx';
import { You } from './you.tsx';

type Props = { params: Promise<{ token: string }> };

const findView = cache(async (token: string) => dataOf(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titled('Everything we hold about you', await findView((await params).token));
}

/** All that is held of one person, in words, behind a link that was mailed to them within the hour. */
export default async function DataPage({ params }: Props) {
  const { token } = await params;
  const view = await findView(token);
  if (!view) notFound();
  const { data, linkEnds } = view;
  const { env } = await getRuntime();
  return (
    <Frame nav={<a href={`mailto:${writeTo(env)}`}>Write to us</a>}>
      <div className="wrap">
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
        <Download token={token} />
        <Erase token={token} />
      </div>
    </Frame>
  );
}
