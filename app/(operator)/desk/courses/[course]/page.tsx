import type { Metadata } from 'next';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query, textOf } from '#app/query.ts';
import { courseAtDesk } from '#lib/flows/desk/course.ts';
import { DeskFrame } from '../../../desk-frame.tsx';
import { requireOperator } from '../../../require-operator.ts';
import { FILES } from '../files-words.ts';
import { Dates } from './dates.tsx';
import { Findings } from './findings.tsx';
import { Lessons } from './lessons.tsx';
import { NoCourse } from './no-course.tsx';
import { Publishing } from './publishing.tsx';

export const metadata: Metadata = { title: 'One course' };

const PUBLISHED = 'Published. No mail went out because of it, and nobody’s date moved.';
const NOT_PUBLISHED = {
  changed:
    'Nothing was published: the files, or what is published, changed since that page was opened. Below is what publishing would do now.',
  mistakes: 'Nothing was published: the files can’t be read just now. Below is what is to be mended.',
} as const;

type Props = { params: Promise<{ course: string }>; searchParams: Query };

/** One course: its lessons, who stands where, what is to be mended, what publishing would do, and its dates for anybody. */
export default async function CoursePage({ params, searchParams }: Props) {
  const desk = await requireOperator();
  const { course: slug } = await params;
  const course = await courseAtDesk(desk, slug);
  if (!course) return <NoCourse />;
  const said = await oneOf(searchParams, 'said', ['published', 'changed', 'mistakes']);
  const looks = (await textOf(searchParams, 'effect')) !== null;
  return (
    <DeskFrame current="courses">
      <SaidBar>{said === 'published' && PUBLISHED}</SaidBar>
      {(said === 'changed' || said === 'mistakes') && (
        <div className="said wrong" role="alert">
          <p>{NOT_PUBLISHED[said]}</p>
        </div>
      )}
      <div className="desk-head">
        <h1>{course.title}</h1>
        <p>
          {FILES[course.files]}: <code>{course.folder}</code>
          {course.isLive && (
            <>
              {' · '}
              <a href={`/courses/${slug}`}>Its page</a>
            </>
          )}
        </p>
      </div>
      <Lessons course={course} />
      <Findings {...course} />
      <Publishing desk={desk} course={course} looks={looks} also={listOf((await searchParams).also)} />
      <Dates course={course.course} query={searchParams} now={await desk.now()} />
    </DeskFrame>
  );
}

function listOf(value: string | string[] | undefined): string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}
