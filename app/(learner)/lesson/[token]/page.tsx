import type { Metadata } from 'next';
import { cache } from 'react';
import { ActionForm } from '#app/components/action-form.tsx';
import { DeadLink } from '#app/components/dead-link.tsx';
import { Frame } from '#app/components/frame.tsx';
import { LessonArticle } from '#app/components/lesson-article.tsx';
import { Answers, OpenSelfCheck, SelfCheck } from '#app/components/self-check.tsx';
import { Whose } from '#app/components/whose.tsx';
import type { Query } from '#app/query.ts';
import { type LessonView, lessonView } from '#lib/flows/lesson.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { answerQuestion } from './actions.ts';
import { pageAt } from './page-at.ts';
import { Place } from './place.tsx';

type Props = { params: Promise<{ token: string }>; searchParams: Query };

const findView = cache(async (token: string) => lessonView(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await findView((await params).token);
  return titled(view ? `Lesson ${view.number}: ${view.lesson.title}` : '', view);
}

/** A lesson somebody was sent, on the web. What a holder of the link can do here, `lessonView` says. */
export default async function LessonPage({ params, searchParams }: Props) {
  const { token } = await params;
  const view = await findView(token);
  if (!view) return <DeadLink />;
  return (
    <Frame nav={<a href="/link">Your own page</a>}>
      <div className="wrap">
        <Whose maskedAddress={view.maskedAddress} course={view.course} />
        <LessonArticle
          course={view.course}
          lesson={view.lesson}
          number={view.number}
          had={view.had}
          check={<Check view={view} token={token} query={searchParams} />}
        >
          <Place view={view} token={token} />
        </LessonArticle>
      </div>
    </Frame>
  );
}

/** Where nothing is noted any more, the question is answered as on the sample. */
function Check({ view, token, query }: { view: LessonView; token: string; query: Query }) {
  const { lesson, progress } = view;
  if (!progress) return <OpenSelfCheck check={lesson.check} page={`/lesson/${token}`} query={query} />;
  return (
    <SelfCheck check={lesson.check} answer={progress.answer} note="Only your last answer is kept.">
      <ActionForm action={answerQuestion} page={pageAt(token, 'check')} hidden={{ token }}>
        <Answers check={lesson.check} answer={progress.answer} values={lesson.check.answers} />
      </ActionForm>
    </SelfCheck>
  );
}
