import { ActionForm } from '#app/components/action-form.tsx';
import { quoted } from '#app/components/quoted.ts';
import { When, withoutZone } from '#app/components/when.tsx';
import type { SchedulePreview } from '#lib/flows/preview-schedule.ts';
import { saveTimes } from './actions.ts';
import { fieldsOf, pageWith } from './chosen-times.ts';
import { type PartProps, pageAt } from './props.ts';

type Props = PartProps & { preview: SchedulePreview };

/** What comes of the times that were chosen, before they are saved. */
export function NewTimes({ token, view, preview }: Props) {
  const times = fieldsOf(preview.slot);
  if (preview.isPresent) {
    return (
      <div className="said" role="status">
        <p>
          <b>Lessons come {preview.slotText} already.</b> There is nothing to save.
        </p>
      </div>
    );
  }
  return (
    <div className="new-times">
      <div role="status">
        <h3>{capital(preview.slotText)}?</h3>
        <p>
          <Dates preview={preview} view={view} />
        </p>
        {preview.movesOthers && <p>Your other courses keep their hours, in the new time zone.</p>}
      </div>
      <div className="buttons">
        <ActionForm
          action={saveTimes}
          page={pageWith(token, times, '#change')}
          hidden={{ token, ...times, shownAt: preview.nextIso ?? '' }}
        >
          <button className="btn" type="submit">
            Save these times
          </button>
        </ActionForm>
        <a className="btn quiet" href={pageAt(token, 'change')}>
          Keep the old ones
        </a>
      </div>
    </div>
  );
}

function Dates({ preview: { next, later }, view }: Pick<Props, 'preview' | 'view'>) {
  if (!next)
    return `No date yet: they come so once ${view.state === 'waiting' ? 'the course begins' : 'you go on'}.`;
  const zoneOf = (when: string) => when.slice(when.lastIndexOf(', ') + 2);
  const before =
    next.before && (zoneOf(next.when) === view.slot.timeZone ? withoutZone(next.before) : next.before);
  return (
    <>
      {capital(next.name)}
      {next.title !== null && `, ${quoted(next.title)},`} then comes <When at={next.when} />
      {before === null ? '.' : isSame(next.when, before) ? ', as before.' : `, instead of ${before}.`}
      {later.length > 0 && ` After it: ${later.map(withoutZone).join(', then ')}.`}
    </>
  );
}

function isSame(when: string, before: string): boolean {
  return withoutZone(when) === before;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
