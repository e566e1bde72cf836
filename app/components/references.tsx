import type { Source } from '#lib/domain/course.ts';
import { describeReference } from '#lib/domain/reference.ts';

export type Cited = { number: number; source: Source };

/** The works a text cites, under the numbers it cites them by; `deeper` as in Blocks. */
export function References(props: { of: readonly Cited[]; deeper?: 0 | 1 }) {
  if (props.of.length === 0) return null;
  const Heading = props.deeper ? 'h3' : 'h2';
  return (
    <section className="references" aria-labelledby="references">
      <Heading id="references">References</Heading>
      <ol>
        {props.of.map(({ number, source }) => (
          <li key={source.id} id={`reference-${number}`} value={number}>
            <Work source={source} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Work({ source }: { source: Source }) {
  const { by, title, url, journal, kind } = describeReference(source);
  return (
    <>
      {by && `${by}. `}
      <a href={url}>{title}</a>
      {/[?!]$/.test(title) ? ' ' : '. '}
      {journal && <cite>{journal.name}</cite>}
      {journal && `${journal.rest && ` ${journal.rest}`}. `}
      {`${kind}.`}
    </>
  );
}
