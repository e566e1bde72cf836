import { ActionForm } from '#app/components/action-form.tsx';
import { inWords } from '#app/components/in-words.ts';
import { quoted } from '#app/components/quoted.ts';
import type { ManageView } from '#lib/flows/manage.ts';
import { jumpToLater, skipTheNext } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

type Item = ManageView['lessons'][number] & { number: number };

/** Leaving lessons out: the next one, or all before a later one. Nothing is lost by it. */
export function Skip({ token, view }: PartProps) {
  const lessons = view.lessons.map((lesson, index) => ({ ...lesson, number: index + 1 }));
  const next = lessons.find(({ state }) => state === 'next');
  const later = lessons.filter(({ state, owed }) => state === 'later' && !owed);
  if (!next) return null;
  return (
    <section className="part" id="skip" aria-labelledby="skip-title">
      <h2 id="skip-title">Skip</h2>
      <div className="form">
        <ActionForm
          action={skipTheNext}
          page={pageAt(token, 'skip')}
          className="form"
          hidden={{ token, lesson: next.slug }}
        >
          <p>
            {later[0]
              ? `Lesson ${later[0].number} comes in its place`
              : 'The closing mail comes in its place'}
            , on the same date. Lesson {next.number} stays on this page, should you want it.
          </p>
          <button className="btn quiet" type="submit">
            Skip lesson {next.number}
          </button>
        </ActionForm>
        {later.length > 0 && <Jump token={token} next={next} later={later} />}
      </div>
    </section>
  );
}

function Jump({ token, next, later }: { token: string; next: Item; later: readonly Item[] }) {
  return (
    <ActionForm
      action={jumpToLater}
      page={pageAt(token, 'skip')}
      className="form"
      fold="Go straight to a later lesson"
      hidden={{ token }}
    >
      <p>
        Each lesson leans on those before it, and some of them say when to see a doctor. If you know the
        ground, go ahead. What you leave out, from lesson {next.number} on, stays on this page.
      </p>
      <fieldset>
        <legend>The next lesson is to be</legend>
        <div className="choices">
          {later.map(({ slug, number, title, when }) => (
            <label key={slug} className="choice">
              <input type="radio" name="lesson" value={slug} required />
              <span>
                {number}. {quoted(title)}
              </span>
              <span className="result">{when === null ? '' : `skips ${inWords(number - next.number)}`}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button className="btn quiet" type="submit">
        Go straight to it
      </button>
    </ActionForm>
  );
}
