import type { LiveCourse } from '#lib/flows/desk/live-courses.ts';
import { Choose } from '../choose.tsx';
import { STANDINGS, STATES } from '../words.ts';

/** What the list was asked for, as its address says it; empty for what was left open. */
export type Chosen = Readonly<Record<'q' | 'standing' | 'course' | 'state' | 'suppressed', string>>;

/** Looking for people. A plain form: what was asked for stands in the address, and can be kept. */
export function Search({ chosen, courses }: { chosen: Chosen; courses: readonly LiveCourse[] }) {
  return (
    <search>
      <form className="desk-search" action="/desk/people">
        <div className="wide">
          <label htmlFor="q">Address or name</label>
          <input
            className="field"
            id="q"
            name="q"
            type="search"
            defaultValue={chosen.q}
            maxLength={254}
            aria-describedby="q-note"
            autoComplete="off"
            spellCheck={false}
          />
          <p className="note" id="q-note">
            Any part of it. Less than three characters are looked for at the beginning of addresses.
          </p>
        </div>
        <Choose
          name="standing"
          label="Standing"
          chosen={chosen.standing}
          options={Object.entries(STANDINGS)}
        />
        <Choose
          name="course"
          label="Course"
          chosen={chosen.course}
          options={courses.map(({ slug, title }) => [slug, title])}
        />
        <Choose name="state" label="In it" chosen={chosen.state} options={Object.entries(STATES)} />
        <Choose
          name="suppressed"
          label="Mail"
          chosen={chosen.suppressed}
          options={[['yes', 'must not be mailed']]}
        />
        <button className="btn" type="submit">
          Look
        </button>
      </form>
    </search>
  );
}
