import { describeReference } from '#lib/domain/reference.ts';
import type { Source } from '#lib/domain/source.ts';
import { Heading, Link, set } from './text.tsx';

/** The works a lesson cites, numbered as in its text. */
export function References({ sources }: { sources: readonly Source[] }) {
  return (
    <>
      <Heading face="mark">References</Heading>
      <ol className="soft" style={{ ...set('note', 'soft', 8), padding: '0 0 0 28px' }}>
        {sources.map((source) => (
          <li key={source.id}>
            <Entry source={source} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Entry({ source }: { source: Source }) {
  const { by, title, url, journal, kind } = describeReference(source);
  return (
    <>
      {by && `${by}. `}
      <Link href={url}>{title}</Link>
      {/[?!]$/.test(title) ? ' ' : '. '}
      {journal && <i>{journal.name}</i>}
      {journal && `${journal.rest && ` ${journal.rest}`}. `}
      {`${kind}.`}
    </>
  );
}
