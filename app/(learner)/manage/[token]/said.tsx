import type { ReactNode } from 'react';
import { ActionForm } from '#app/components/action-form.tsx';
import { quoted } from '#app/components/quoted.ts';
import { SaidBar } from '#app/components/said-bar.tsx';
import type { ManageView } from '#lib/flows/manage.ts';
import type { SaidCode } from '#lib/flows/said.ts';
import { comeBackAgain, resumeCourse, takePassedBack } from './actions.ts';

export const SAID_CODES = [
  'paused',
  'resumed',
  'resumed-now',
  'schedule-changed',
  'sent-now',
  'left-course',
  'left-everything',
  'came-back',
  'started-again',
  'lesson-asked',
  'lesson-taken-back',
  'nothing-to-do',
] as const satisfies readonly SaidCode[];

type Props = { code: SaidCode | null; token: string; view: ManageView };

/** The bar on top after an action: what is now true and the next date, and the way back. */
export function Said({ code, token, view }: Props) {
  if (code === null || !isStillTrue(code, view)) return <SaidBar />;
  return <SaidBar undo={<Undo code={code} token={token} view={view} />}>{words(code, view)}</SaidBar>;
}

/** An address can be reloaded, or come back to, when things have changed again. */
function isStillTrue(code: SaidCode, { state, everythingStopped, lastAsked, lessons }: ManageView): boolean {
  switch (code) {
    case 'paused':
      return state === 'paused';
    case 'resumed':
    case 'came-back':
    case 'resumed-now':
    case 'sent-now':
    case 'started-again':
      return state === 'active';
    case 'left-course':
      return state === 'left' || state === 'completed';
    case 'left-everything':
      return everythingStopped;
    case 'lesson-asked':
      return lastAsked !== null;
    case 'lesson-taken-back':
      return lessons.some((lesson) => lesson.state === 'passed');
    case 'schedule-changed':
    case 'nothing-to-do':
      return true;
    default:
      return code satisfies never;
  }
}

function words(code: SaidCode, view: ManageView): ReactNode {
  switch (code) {
    case 'paused':
      return (
        <>
          <b>{view.pausedUntil ? `Paused until ${view.pausedUntil}.` : 'Paused until you come back.'}</b>{' '}
          Nothing is sent before then.
        </>
      );
    case 'resumed':
    case 'came-back':
      return (
        <>
          <b>Welcome back.</b> {nextDate(view)}
        </>
      );
    case 'resumed-now':
    case 'sent-now':
      return (
        <>
          <b>It is on its way.</b> The next lesson arrives within a few minutes.
        </>
      );
    case 'schedule-changed':
      return (
        <>
          <b>Saved.</b> Lessons now come {view.slotText}. {nextDate(view)}
        </>
      );
    case 'left-course':
      return (
        <>
          <b>You have left the course.</b> No more lessons are sent.
        </>
      );
    case 'left-everything':
      return (
        <>
          <b>You get no more mail from us.</b> Your place is kept.
        </>
      );
    case 'started-again':
      return (
        <>
          <b>Once more from the beginning.</b> Lesson 1 is on its way.
        </>
      );
    case 'lesson-asked':
      return (
        <>
          <b>{`You get ${askedTitle(view)}.`}</b>{' '}
          {view.state === 'paused' ? 'It comes when you go on.' : nextDate(view)}
        </>
      );
    case 'lesson-taken-back':
      return (
        <>
          <b>It is not sent.</b> It stays on this page, should you want it.
        </>
      );
    case 'nothing-to-do':
      return (
        <>
          <b>Nothing was changed.</b> It was so already.
        </>
      );
    default:
      return code satisfies never;
  }
}

function askedTitle({ lessons, lastAsked }: ManageView): string {
  return quoted(lessons.find(({ slug }) => slug === lastAsked)?.title ?? '');
}

function nextDate({ next }: ManageView): string {
  return next ? `Your next one: ${next.when}.` : '';
}

/** Only while the change it takes back still holds. */
function Undo({ code, token, view }: { code: SaidCode; token: string; view: ManageView }) {
  const page = `/manage/${token}`;
  if (code === 'paused' && view.state === 'paused') {
    return (
      <ActionForm action={resumeCourse} page={page} hidden={{ token, when: 'slot' }}>
        <button className="btn quiet" type="submit">
          Undo the pause
        </button>
      </ActionForm>
    );
  }
  if (code === 'lesson-asked' && view.lastAsked !== null) {
    return (
      <ActionForm action={takePassedBack} page={page} hidden={{ token, lesson: view.lastAsked }}>
        <button className="btn quiet" type="submit">
          Undo: don’t send it
        </button>
      </ActionForm>
    );
  }
  if (
    (code === 'left-course' || code === 'left-everything') &&
    view.state === 'left' &&
    view.had < view.course.total
  ) {
    return (
      <ActionForm action={comeBackAgain} page={page} hidden={{ token, how: 'continue' }}>
        <button className="btn quiet" type="submit">
          Undo: keep my lessons
        </button>
      </ActionForm>
    );
  }
  return null;
}
