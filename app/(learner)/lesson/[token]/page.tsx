import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '#app/components/frame.tsx';
import { LessonArticle } from '#app/components/lesson-article.tsx';
import { lessonView } from '#lib/flows/lesson.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';

type Props = { params: Promise<{ token: string }> };

const findView = cache(async (token: string) => lessonView(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await findView((await params).token);
  return titled(view ? `Lesson ${view.number}: ${view.lesson.title}` : '', view);
}

/** A lesson somebody was sent, on the web. */
export default async function LessonPage({ params }: Props) {
  const view = await findView((await params).token);
  if (!view) notFound();
  return (
    <Frame nav={<a href="/link">Your own page</a>}>
      <div className="wrap">
        <LessonArticle course={view.course} lesson={view.lesson} number={view.number} />
      </div>
    </Frame>
  );
}
