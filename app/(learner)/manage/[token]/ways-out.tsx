import { ActionForm } from '#app/components/action-form.tsx';
import { isToGoOn } from '#lib/domain/eligibility.ts';
import { leaveAll, leaveThisCourse } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

/** Leaving, as easy to read as staying. Shows only what can still be left. */
export function WaysOut({ token, view }: PartProps) {
  if (view.everythingStopped) return null;
  const learning = isToGoOn(view.state);
  return (
    <section className="part" id="leave" aria-labelledby="leave-title">
      <h2 id="leave-title">Leave</h2>
      <ul className="ways-out">
        {(view.state === 'active' || view.state === 'paused') && (
          <li>
            <h3>{view.state === 'active' ? 'Pause instead' : 'Rest longer instead'}</h3>
            <p>Nothing is sent while you rest, and you come back when you like.</p>
            <a className="btn quiet" href="#pause">
              {view.state === 'active' ? 'Choose how long' : 'Change the pause'}
            </a>
          </li>
        )}
        {learning && (
          <li>
            <h3>This course</h3>
            <p>No more lessons. Your place is kept, should you want it again.</p>
            <ActionForm action={leaveThisCourse} page={pageAt(token, 'leave')} hidden={{ token }}>
              <button className="btn quiet" type="submit">
                Leave this course
              </button>
            </ActionForm>
          </li>
        )}
        <li>
          <h3>All our mail</h3>
          <p>No lessons, nothing at all. We keep your place, and a note not to write to you.</p>
          <ActionForm action={leaveAll} page={pageAt(token, 'leave')} hidden={{ token }}>
            <button className="btn quiet" type="submit">
              Stop all mail
            </button>
          </ActionForm>
        </li>
      </ul>
    </section>
  );
}
