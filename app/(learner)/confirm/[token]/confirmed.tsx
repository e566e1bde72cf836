import { InTurn } from '#app/components/in-turn.tsx';
import { OutboxHint } from '#app/components/outbox-hint.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { When } from '#app/components/when.tsx';
import type { ConfirmView } from '#lib/flows/confirm.ts';

type Props = { view: Extract<ConfirmView, { state: 'confirmed' }> };

const TITLES = {
  waiting: 'It is yours.',
  active: 'You are in.',
  paused: 'Your course is paused.',
  left: 'You have left this course.',
  completed: 'You have finished this course.',
};

/** What happens now, also for whoever presses twice or comes back. */
export function Confirmed({ view }: Props) {
  return (
    <PlainPage title={TITLES[view.learning]}>
      <p className="lead">
        {view.course.title}. <Standing view={view} />
      </p>
      <OutboxHint />
      <p className="buttons">
        {view.lessonToken && (
          <a className="btn" href={`/lesson/${view.lessonToken}`}>
            Read lesson 1 here
          </a>
        )}
        <a className="btn quiet" href={`/manage/${view.manageToken}`}>
          {view.waits ? 'Your own page: start it now, day, leave' : 'Your own page: day, pause, leave'}
        </a>
      </p>
      <p className="note">
        Add our address to your contacts, and lessons are less likely to land among unwanted mail.
      </p>
    </PlainPage>
  );
}

function Standing({ view }: Props) {
  if (view.waits) return <InTurn waits={view.waits} />;
  if (view.learning === 'paused') return 'Your place is kept. You can go on from your own page.';
  if (view.learning === 'left') return 'No more lessons are sent. You can come back from your own page.';
  if (view.learning === 'completed') return 'Nothing more comes. Every lesson stays on your own page.';
  return (
    <>
      {view.lessonToken ? 'Lesson 1 has been sent to you.' : 'Lesson 1 leaves within a minute.'}
      {view.nextWhen && (
        <>
          {' '}
          The next one comes on <When at={view.nextWhen} />.
        </>
      )}
    </>
  );
}
