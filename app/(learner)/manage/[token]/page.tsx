import type { Metadata } from 'next';
import { cache } from 'react';
import { DeadLink } from '#app/components/dead-link.tsx';
import { Frame } from '#app/components/frame.tsx';
import { OtherCourses } from '#app/components/other-courses.tsx';
import { Whose } from '#app/components/whose.tsx';
import { otherCourses } from '#app/courses.ts';
import { oneOf, type Query } from '#app/query.ts';
import { findSite } from '#app/site.ts';
import { isToGoOn } from '#lib/domain/eligibility.ts';
import { writeTo } from '#lib/domain/site.ts';
import { manageView } from '#lib/flows/manage.ts';
import { previewSchedule } from '#lib/flows/preview-schedule.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { WhyLeft } from '../../why-left.tsx';
import { tellWhyLeft } from './actions.ts';
import { Calendar } from './calendar.tsx';
import { CameToRest } from './came-to-rest.tsx';
import { chosenIn } from './chosen-times.ts';
import { Contents } from './contents.tsx';
import { Held } from './held.tsx';
import { LessonsList } from './lessons-list.tsx';
import { NextNow } from './next-now.tsx';
import { Offers } from './offers.tsx';
import { Pause } from './pause.tsx';
import { pageAt } from './props.ts';
import { SAID_CODES, Said } from './said.tsx';
import { Skip } from './skip.tsx';
import { Standing } from './standing.tsx';
import { StartNow } from './start-now.tsx';
import { StartOver } from './start-over.tsx';
import { TheirCourses } from './their-courses.tsx';
import { Times } from './times.tsx';
import { WaysOut } from './ways-out.tsx';

type Props = { params: Promise<{ token: string }>; searchParams: Query };

const findView = cache(async (token: string) => manageView(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await findView((await params).token);
  return titled(view ? `Your page for ${view.course.title}` : '', view);
}

/** The learner's own page, behind a signed link: where they are, and every button that changes it. */
export default async function ManagePage({ params, searchParams }: Props) {
  const { token } = await params;
  const site = await findSite();
  const view = await findView(token);
  if (!view) return <DeadLink />;
  const said = await oneOf(searchParams, 'said', SAID_CODES);
  const chosen = await chosenIn(searchParams);
  const previewed = chosen && (await previewSchedule(await getRuntime(), token, chosen));
  const learning = isToGoOn(view.state);
  const underWay = learning && view.state !== 'waiting';
  return (
    <Frame nav={<a href={`mailto:${writeTo(site)}`}>Write to us</a>}>
      <div className="wrap">
        <Whose maskedAddress={view.maskedAddress} course={view.course} />
        <Said code={said} token={token} view={view} />
        <Standing token={token} view={view} />
        <Contents token={token} view={view} />
        {view.askWhy && (
          <WhyLeft className="part" action={tellWhyLeft} page={pageAt(token, 'why')} token={token} />
        )}
        <LessonsList token={token} view={view} />
        {view.state !== 'left' && <Offers token={token} view={view} />}
        {view.state === 'waiting' && <StartNow token={token} view={view} />}
        {learning && <Times token={token} view={view} preview={previewed?.ok ? previewed.preview : null} />}
        {underWay && <Pause token={token} view={view} />}
        {view.state === 'active' && <NextNow token={token} view={view} />}
        {underWay && <Skip token={token} view={view} />}
        {underWay && <StartOver token={token} view={view} />}
        {underWay && <Calendar token={token} view={view} />}
        {!learning && <CameToRest token={token} view={view} />}
        <TheirCourses token={token} view={view} />
        {view.state === 'completed' && !view.everythingStopped && (
          <OtherCourses of={await otherCourses(view.course.slug, ...view.others.map(({ slug }) => slug))} />
        )}
        <WaysOut token={token} view={view} />
        <Held token={token} view={view} writeTo={writeTo(site)} />
      </div>
    </Frame>
  );
}
