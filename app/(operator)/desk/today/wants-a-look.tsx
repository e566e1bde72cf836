import { alertInWords } from '#lib/domain/alert.ts';
import type { Today } from '#lib/flows/desk/today.ts';
import type { SendingState } from '#lib/flows/sending.ts';
import { Moment } from '../moment.tsx';
import { kindOfMail } from '../words.ts';

/** What is broken, failed or unknown, each with the one thing to do about it. */
export function WantsALook({
  alerts,
  failed,
  unknown,
}: Pick<Today, 'alerts' | 'failed'> & Pick<SendingState, 'unknown'>) {
  if (alerts.length + failed.count + unknown === 0)
    return <p>Nothing is broken, and nothing failed in the last seven days.</p>;
  const more = failed.count - failed.newest.length;
  return (
    <ul className="todo">
      {alerts.map(({ kind, detail, beganAt }) => (
        <li key={kind}>
          <div>
            <p>
              <b className="k">{alertInWords(kind, detail).what}</b>
            </p>
            <p className="note">
              {alertInWords(kind, detail).whatToDo} Since <Moment at={beganAt} />.
            </p>
          </div>
        </li>
      ))}
      {unknown > 0 && (
        <li>
          <p>
            <b className="k">Unknown.</b> {unknown === 1 ? 'One mail' : `${unknown} mails`} may have left or
            not.
          </p>
          <a className="btn quiet" href="/desk/unknown">
            Look at it
          </a>
        </li>
      )}
      {failed.newest.map(({ id, subscriberId, address, kind, lesson, reason }) => (
        <li key={id}>
          <div>
            <p>
              <b className="k">Refused.</b> {kindOfMail(kind)}
              {lesson && ` “${lesson}”`} to {address}
            </p>
            <p className="note">{reason ?? 'The provider gave no reason.'}</p>
          </div>
          <a className="btn quiet" href={`/desk/people/${subscriberId}`}>
            See them
          </a>
        </li>
      ))}
      {more > 0 && (
        <li>
          <p className="note">
            And {more} more refused in the last seven days: they stand in each person’s story.
          </p>
        </li>
      )}
    </ul>
  );
}
