import { inWordsFirst } from './in-words.ts';

type EnvelopeState = 'had' | 'to-come' | 'held';

/** One envelope; with a number it is addressed and stamped, as in a list of lessons to come. */
export function Envelope({ state, number }: { state: EnvelopeState; number?: number }) {
  return (
    <svg className={`env ${state}`} viewBox="0 0 40 28" aria-hidden="true">
      <rect className="body" x="1" y="1" width="38" height="26" rx="1.5" />
      {number === undefined ? (
        <path className="flap" d="M3 4l17 12L37 4" />
      ) : (
        <>
          <rect className="body" x="29.5" y="4.5" width="6" height="7.5" />
          <text x="19" y="20">
            {number}
          </text>
        </>
      )}
    </svg>
  );
}

/** The progress: as many envelopes as the course has lessons, the first ones filled. `rest` is how the others look. */
export function EnvelopeRow(props: { had: number; total: number; rest?: 'to-come' | 'held' }) {
  const { had, total, rest = 'to-come' } = props;
  const places = Array.from({ length: total }, (_, index) => index + 1);
  return (
    <div className="env-row" role="img" aria-label={`${inWordsFirst(had)} of ${total} lessons had`}>
      {places.map((place) => (
        <Envelope key={place} state={place <= had ? 'had' : rest} />
      ))}
    </div>
  );
}
