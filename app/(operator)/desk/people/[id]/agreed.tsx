import { Each } from '#app/components/each.tsx';
import { LEAVE_CHOICES } from '#lib/domain/leave-reason.ts';
import { Moment } from '../../moment.tsx';
import type { PartProps } from './props.ts';

/** What they agreed to and took back, in the wording they saw; what they asked for; why they left. */
export function Agreed({ story }: PartProps) {
  const { consents, signUps, reasons, addressChanges, timeZone: zone } = story;
  return (
    <section className="desk-part" id="agreed" aria-labelledby="agreed-title">
      <h2 id="agreed-title">What they agreed to</h2>
      <ol className="desk-list">
        <Each of={consents}>
          {({ at, action, scope, wording, wordingVersion, source, network }) => (
            <li>
              <Moment at={at} zone={zone} />: <b>{action === 'given' ? 'yes' : 'no'}</b> to {scope}
              <span className="sub">
                “{wording}” ({wordingVersion}), {source}
                {network !== null && `, network ${network}`}
              </span>
            </li>
          )}
        </Each>
        {consents.length === 0 && <li>Nothing yet.</li>}
      </ol>
      <h3>Sign-ups</h3>
      <ol className="desk-list">
        <Each of={signUps}>
          {({ requestedAt, courseSlug, source, confirmedAt, supersededAt }) => (
            <li>
              <Moment at={requestedAt} zone={zone} />: {courseSlug}, {source}
              {confirmedAt && (
                <>
                  , confirmed <Moment at={confirmedAt} zone={zone} />
                </>
              )}
              {!confirmedAt && (supersededAt ? ', over' : ', not confirmed')}
            </li>
          )}
        </Each>
        {signUps.length === 0 && <li>None.</li>}
      </ol>
      {addressChanges.length > 0 && (
        <>
          <h3>Changes of address</h3>
          <ol className="desk-list">
            <Each of={addressChanges}>
              {({ requestedAt, address, doneAt, endedAt }) => (
                <li>
                  <Moment at={requestedAt} zone={zone} />: to <bdi>{address}</bdi>
                  {doneAt ? ', done' : endedAt ? ', over' : ', open'}
                </li>
              )}
            </Each>
          </ol>
        </>
      )}
      {reasons.length > 0 && (
        <>
          <h3>Why they left</h3>
          <ol className="desk-list">
            <Each of={reasons}>
              {({ at, scope, choice, text }) => (
                <li>
                  <Moment at={at} zone={zone} />: {scope}: {LEAVE_CHOICES[choice]}
                  {text !== null && (
                    <span className="sub">
                      “<bdi>{text}</bdi>”
                    </span>
                  )}
                </li>
              )}
            </Each>
          </ol>
        </>
      )}
    </section>
  );
}
