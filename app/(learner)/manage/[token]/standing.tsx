import type { ReactNode } from 'react';
import { EnvelopeRow } from '#app/components/envelope.tsx';
import { InTurn } from '#app/components/in-turn.tsx';
import { inWords } from '#app/components/in-words.ts';
import { quoted } from '#app/components/quoted.ts';
import { When } from '#app/components/when.tsx';
import type { ManageView } from '#lib/flows/manage.ts';
import type { PartProps } from './props.ts';

/** Where the learner is, in a sentence, and what comes when. */
export function Standing({ view }: PartProps) {
  return (
    <div className="standing">
      <p className="of-course">{view.course.title}</p>
      <h1>{headline(view)}</h1>
      <p className="lead">{explain(view)}</p>
      {!view.canMail && (
        <div className="said wrong">
          <p>
            <b>We can’t reach you by mail.</b> Mail to your address came back, or was marked as unwanted, so
            we have stopped. Your lessons stay here to read. Write to us and we will look at it.
          </p>
        </div>
      )}
      <EnvelopeRow
        had={view.had}
        total={view.course.total}
        rest={view.state === 'active' ? 'to-come' : 'held'}
      />
    </div>
  );
}

function headline(view: ManageView): string {
  if (view.everythingStopped) return 'You get no mail from us.';
  switch (view.state) {
    case 'paused':
      return 'Your course is paused.';
    case 'waiting':
      return 'This course waits its turn.';
    case 'left':
      return 'You have left this course.';
    case 'active':
    case 'completed':
      return `${place(view)}.`;
    default:
      return view.state satisfies never;
  }
}

function place({ had, course }: ManageView): string {
  if (had === 0) return 'You have not had a lesson yet';
  if (had >= course.total) return `You have had all ${inWords(course.total)} lessons`;
  return `You have had ${inWords(had)} of ${inWords(course.total)} lessons`;
}

function explain(view: ManageView): ReactNode {
  switch (view.state) {
    case 'active':
      return <Coming view={view} />;
    case 'paused':
      return (
        <>
          {place(view)}. {waiting(view)}{' '}
          {view.pausedUntil ? (
            <>
              It comes on <When at={view.pausedUntil} />.
            </>
          ) : (
            'Nothing is sent until you come back.'
          )}
        </>
      );
    case 'waiting':
      return view.waits && <InTurn waits={view.waits} />;
    case 'left':
      return `${place(view)}. No more are sent. Your place is kept.`;
    case 'completed':
      return 'Nothing more comes from this course. Every lesson stays here to read.';
    default:
      return view.state satisfies never;
  }
}

function Coming({ view: { next, canMail } }: { view: ManageView }) {
  if (!canMail) return 'Your place is kept.';
  if (!next) return 'The next one is on its way.';
  return (
    <>
      {next.title === null ? 'A short closing mail comes' : `The next one, ${quoted(next.title)}, comes`} on{' '}
      <When at={next.when} />.
    </>
  );
}

function waiting({ lessons }: ManageView): string {
  const next = lessons.findIndex((lesson) => lesson.state === 'next');
  return next < 0 ? 'The closing mail waits for you.' : `Lesson ${next + 1} waits for you.`;
}
