import { ActionForm } from '#app/components/action-form.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import type { PersonStory } from '#lib/flows/desk/person.ts';
import { putThemBack, undoTheirs } from './actions.ts';
import { pageAt } from './props.ts';

/** What is now true after a button was pressed. */
const NEWS: Readonly<Record<string, string>> = {
  paused: 'Paused. Nothing of this course is sent before it goes on.',
  resumed: 'The course goes on, at its usual time.',
  'resumed-now': 'The course goes on: the next lesson leaves within a few minutes.',
  'jumped-ahead': 'Moved. What was before this lesson is left out, and stays theirs to ask for.',
  'lesson-asked': 'Moved. This lesson comes next, on the date that stands.',
  'sent-again': 'The lesson leaves once more within a few minutes. No date has moved.',
  undone: 'Undone. All is as it was.',
  suppressed: 'Nothing is mailed to this address any more. Their place in every course is kept.',
  unsuppressed: 'Taken off the list. Nothing is sent by this; they come back by themselves.',
  'put-back': 'The address is on the list again, for the reason it had.',
  readdressed: 'Mail goes to the new address from now on.',
};

type Props = { story: PersonStory; code: string | null; entry: string | null };

/** The bar on top after an action, with the way back where there is one: also for whoever opens the page anew. */
export function Said({ story, code, entry }: Props) {
  const shown = code ?? story.courses.find(({ undo }) => undo !== null)?.undo?.said ?? null;
  const news = shown === null || !Object.hasOwn(NEWS, shown) ? null : NEWS[shown];
  return <SaidBar undo={<Undo {...{ story, code: shown, entry }} />}>{news}</SaidBar>;
}

function Undo({ story, code, entry }: Props) {
  if (code === 'unsuppressed' && entry !== null && story.suppression === null)
    return (
      <ActionForm action={putThemBack} page={pageAt(story, 'content')} hidden={{ person: story.id, entry }}>
        <button className="btn quiet" type="submit">
          Undo: put it back on the list
        </button>
      </ActionForm>
    );
  // Only the change that the bar speaks of.
  const course = story.courses.find(({ undo }) => undo?.said === code);
  if (!course?.undo) return null;
  const hidden = { person: story.id, enrollment: course.enrollmentId, change: course.undo.change };
  return (
    <ActionForm action={undoTheirs} page={pageAt(story, 'content')} hidden={hidden}>
      <button className="btn quiet" type="submit">
        Undo
      </button>
    </ActionForm>
  );
}
