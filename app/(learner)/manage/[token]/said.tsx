import { ActionForm } from '#app/components/action-form.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import type { Undoable } from '#lib/flows/last-change.ts';
import type { ManageView } from '#lib/flows/manage.ts';
import type { SaidCode } from '#lib/flows/said.ts';
import { undoLast } from './actions.ts';
import { saidWords } from './said-words.tsx';

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
  const [news, more] = saidWords(shown, view);
  return (
    <SaidBar undo={<Undo code={shown} token={token} view={view} />}>
      <b>{news}</b> {more}
    </SaidBar>
  );
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
