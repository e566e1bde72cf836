import type { ReactNode } from 'react';
import { ActionForm } from '#app/components/action-form.tsx';
import { inOneLine } from '#app/components/in-one-line.ts';
import { quoted } from '#app/components/quoted.ts';
import { SaidBar } from '#app/components/said-bar.tsx';
import type { Undoable } from '#lib/flows/last-change.ts';
import type { ManageView } from '#lib/flows/manage.ts';
import type { SaidCode } from '#lib/flows/said.ts';
import { undoLast } from './actions.ts';

export const SAID_CODES = [
  'paused',
  'resumed',
  'resumed-now',
  'schedule-changed',
  'look-again',
  'sent-now',
  'left-course',
  'left-everything',
  'begun',
  'waits-again',
  'came-back',
  'started-again',
  'lesson-asked',
  'lesson-taken-back',
  'lesson-skipped',
  'jumped-ahead',
  'sent-again',
  'undone',
  'reason-told',
  'data-link-sent',
  'nothing-to-do',
] as const satisfies readonly SaidCode[];

type Props = { code: SaidCode | null; token: string; view: ManageView };

/** The bar on top after an action: what is now true and the next date, and the way back. */
export function Said({ code, token, view }: Props) {
  // Whoever opens the page anew within ten minutes finds the way back, too.
  const shown = code ?? view.undo?.said ?? null;
  if (shown === null || !isStillTrue(shown, view)) return <SaidBar />;
  return <SaidBar undo={<Undo code={shown} token={token} view={view} />}>{words(shown, view)}</SaidBar>;
}

/** An address can be reloaded, or come back to, when things have changed again. */
function isStillTrue(code: SaidCode, view: ManageView): boolean {
  const { state, everythingStopped, lastAsked, lessons } = view;
  switch (code) {
    case 'paused':
      return state === 'paused';
    case 'resumed':
    case 'came-back':
    case 'resumed-now':
    case 'sent-now':
    case 'started-again':
    case 'begun':
      return state === 'active';
    case 'waits-again':
      return state === 'waiting';
    case 'left-course':
      return state === 'left' || state === 'completed';
    case 'left-everything':
      return everythingStopped;
    case 'reason-told':
      return state === 'left' || state === 'completed' || everythingStopped;
    case 'lesson-asked':
      return lastAsked !== null;
    case 'lesson-taken-back':
    case 'lesson-skipped':
    case 'jumped-ahead':
      return lessons.some((lesson) => lesson.state === 'passed');
    case 'data-link-sent':
      return view.hasDataLink;
    case 'schedule-changed':
    case 'sent-again':
    case 'undone':
    case 'look-again':
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
          Nothing is sent before then.{waitingToo(view)}
        </>
      );
    case 'begun':
      return (
        <>
          <b>It begins now.</b> The next lesson arrives within a few minutes.
        </>
      );
    case 'waits-again':
      return (
        <>
          <b>It is yours again.</b> It begins after {inOneLine(view.waits?.after ?? [])}.
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
    case 'look-again':
      return (
        <>
          <b>Nothing is saved yet.</b> Something has changed since you looked, and these times now give
          another date. <a href="#change">Look at it again</a>
        </>
      );
    case 'left-course':
      return (
        <>
          <b>You have left the course.</b> No more of its lessons are sent.{othersGoOn(view)}
        </>
      );
    case 'left-everything':
      return (
        <>
          <b>You get no more mail from us.</b> Your place is kept.
        </>
      );
    case 'reason-told':
      return <b>Thank you. It helps us make it better.</b>;
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
    case 'lesson-skipped':
      return (
        <>
          <b>Skipped.</b> {whatComes(view)}
        </>
      );
    case 'jumped-ahead':
      return (
        <>
          <b>You go straight on.</b> {whatComes(view)}
        </>
      );
    case 'sent-again':
      return (
        <>
          <b>It is on its way.</b> The lesson arrives once more within a few minutes.
        </>
      );
    case 'undone':
      return (
        <>
          <b>Undone.</b> Everything is as it was. {view.state === 'active' && nextDate(view)}
        </>
      );
    case 'data-link-sent':
      return (
        <>
          <b>{`A link is on its way to ${view.maskedAddress}.`}</b> It works for one hour.
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

/** Courses that wait for this one wait through its pause. */
function waitingToo({ others }: ManageView): string {
  const titles = others.filter(({ state }) => state === 'waiting').map(({ title }) => title);
  if (titles.length === 0) return '';
  const [only, ...more] = titles;
  return more.length === 0
    ? ` ${only} waits as well; you can start it now, on its own page.`
    : ` ${inOneLine(titles)} wait as well; you can start them now, on their own pages.`;
}

/** Also one that has waited for this. */
function othersGoOn({ others }: ManageView): string {
  return others
    .map(({ title, state, when }) => (state === 'active' && when ? ` ${title} comes ${when}.` : ''))
    .join('');
}

function askedTitle({ lessons, lastAsked }: ManageView): string {
  return quoted(lessons.find(({ slug }) => slug === lastAsked)?.title ?? '');
}

function whatComes(view: ManageView): string {
  const lesson = view.lessons.find(({ state }) => state === 'next');
  const name = lesson ? quoted(lesson.title) : 'the closing mail';
  return view.next ? `Next comes ${name}, ${view.next.when}.` : `Next comes ${name}.`;
}

function nextDate({ next }: ManageView): string {
  return next ? `Your next one: ${next.when}.` : '';
}

/** Only for the change that the bar speaks of, while it can be undone. */
function Undo({ code, token, view: { undo } }: { code: SaidCode; token: string; view: ManageView }) {
  if (undo?.said !== code) return null;
  return (
    <ActionForm action={undoLast} page={`/manage/${token}`} hidden={{ token, change: undo.id }}>
      <button className="btn quiet" type="submit">
        {UNDO[undo.said]}
      </button>
    </ActionForm>
  );
}

const UNDO = {
  paused: 'Undo the pause',
  resumed: 'Undo: stay paused',
  'schedule-changed': 'Undo: keep the old times',
  'left-course': 'Undo: keep my lessons',
  'left-everything': 'Undo: keep my lessons',
  'came-back': 'Undo: don’t come back',
  'waits-again': 'Undo: don’t come back',
  'started-again': 'Undo: back to my place',
  'lesson-asked': 'Undo: don’t send it',
  'lesson-taken-back': 'Undo: send it',
  'lesson-skipped': 'Undo: send it',
  'jumped-ahead': 'Undo: send them all',
} as const satisfies Record<Undoable, string>;
