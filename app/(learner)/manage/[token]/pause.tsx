import { ActionForm } from '#app/components/action-form.tsx';
import { pauseCourse, resumeCourse } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

const WEEKS = { 1: '1 week', 2: '2 weeks', 4: '4 weeks' } as const;

/** Rest, and come back. Each choice says its date before it is made. */
export function Pause(props: PartProps) {
  return props.view.state === 'paused' ? (
    <>
      <section className="part" id="back" aria-labelledby="back-title">
        <h2 id="back-title">Come back</h2>
        <Resume {...props} />
      </section>
      <section className="part" id="pause" aria-labelledby="pause-title">
        <h2 id="pause-title">Rest longer, or shorter</h2>
        <Rest {...props} button="Change the pause" />
      </section>
    </>
  ) : (
    <section className="part" id="pause" aria-labelledby="pause-title">
      <h2 id="pause-title">Pause</h2>
      <Rest {...props} button="Pause the course" />
    </section>
  );
}

function Rest({ token, view, button }: PartProps & { button: string }) {
  const { first, last } = view.pauseDays;
  return (
    <ActionForm action={pauseCourse} page={pageAt(token, 'pause')} className="form" hidden={{ token }}>
      <fieldset>
        <legend>Rest until</legend>
        <div className="choices two">
          {view.pauseChoices.map(({ weeks, back }) => (
            <label key={weeks} className="choice">
              <input type="radio" name="weeks" value={weeks} defaultChecked={weeks === 2} />
              <span>{WEEKS[weeks]}</span>
              <span className="result">back {back}</span>
            </label>
          ))}
          <label className="choice">
            <input type="radio" name="weeks" value="open" />
            <span>I come back</span>
            <span className="result">no date</span>
          </label>
          <label className="choice">
            <input type="radio" name="weeks" value="day" />
            <span>A day I choose</span>
            <span className="result">below</span>
          </label>
        </div>
      </fieldset>
      <div className="until-day">
        <label htmlFor="until">The day to rest until</label>
        <input
          className="field"
          type="date"
          id="until"
          name="until"
          min={first}
          max={last}
          aria-describedby="until-note"
        />
        <p className="note" id="until-note">
          The first lesson after that day comes at your usual hour.
        </p>
      </div>
      <button className="btn quiet" type="submit">
        {button}
      </button>
      <p className="note">Nothing is sent while you rest. We don’t write to ask where you are.</p>
    </ActionForm>
  );
}

function Resume({ token, view }: PartProps) {
  return (
    <ActionForm action={resumeCourse} page={pageAt(token, 'back')} className="form" hidden={{ token }}>
      <fieldset>
        <legend>Go on with the next lesson</legend>
        <div className="choices">
          <label className="choice">
            <input type="radio" name="when" value="slot" defaultChecked />
            <span>At my usual time</span>
            <span className="result">{view.resumeNextWhen}</span>
          </label>
          <label className="choice">
            <input type="radio" name="when" value="now" />
            <span>Now</span>
            <span className="result">within a few minutes</span>
          </label>
        </div>
      </fieldset>
      <button className="btn" type="submit">
        Go on with the course
      </button>
    </ActionForm>
  );
}
