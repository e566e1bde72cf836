import type { ReactNode } from 'react';
import { inOneLine } from '#app/components/in-one-line.ts';
import { quoted } from '#app/components/quoted.ts';
import type { ManageView } from '#lib/flows/manage.ts';
import type { SaidCode } from '#lib/flows/said.ts';

/** What the bar says after an action: the news, and what follows from it. */
export function saidWords(code: SaidCode, view: ManageView): [news: string, more?: ReactNode] {
  switch (code) {
    case 'paused': {
      const news = view.pausedUntil ? `Paused until ${view.pausedUntil}.` : 'Paused until you come back.';
      return [news, `Nothing is sent before then.${waitingToo(view)}`];
    }
    case 'begun':
      return ['It begins now.', 'The next lesson arrives within a few minutes.'];
    case 'waits-again':
      return ['It is yours again.', `It begins after ${inOneLine(view.waits?.after ?? [])}.`];
    case 'resumed':
    case 'came-back':
      return ['Welcome back.', nextDate(view)];
    case 'resumed-now':
    case 'sent-now':
      return ['It is on its way.', 'The next lesson arrives within a few minutes.'];
    case 'sent-again':
      return ['It is on its way.', 'The lesson arrives once more within a few minutes.'];
    case 'schedule-changed':
      return ['Saved.', `Lessons now come ${view.slotText}. ${nextDate(view)}`];
    case 'look-again':
      return ['Nothing is saved yet.', LOOK_AGAIN];
    case 'left-course':
      return ['You have left the course.', `No more of its lessons are sent.${othersGoOn(view)}`];
    case 'left-everything':
      return ['You get no more mail from us.', 'Your place is kept.'];
    case 'reason-told':
      return ['Thank you. It helps us make it better.'];
    case 'started-again':
      return ['Once more from the beginning.', 'Lesson 1 is on its way.'];
    case 'lesson-asked': {
      const when = view.state === 'paused' ? 'It comes when you go on.' : nextDate(view);
      return [`You get ${askedTitle(view)}.`, when];
    }
    case 'lesson-taken-back':
      return ['It is not sent.', 'It stays on this page, should you want it.'];
    case 'lesson-skipped':
      return ['Skipped.', whatComes(view)];
    case 'jumped-ahead':
      return ['You go straight on.', whatComes(view)];
    case 'undone':
      return ['Undone.', `Everything is as it was. ${view.state === 'active' ? nextDate(view) : ''}`];
    case 'data-link-sent':
      return [`A link is on its way to ${view.maskedAddress}.`, 'It works for one hour.'];
    case 'nothing-to-do':
      return ['Nothing was changed.', 'It was so already.'];
    default:
      return code satisfies never;
  }
}

const LOOK_AGAIN = (
  <>
    Something has changed since you looked, and these times now give another date.{' '}
    <a href="#change">Look at it again</a>
  </>
);

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
