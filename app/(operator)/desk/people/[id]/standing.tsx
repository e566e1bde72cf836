import { Moment } from '../../moment.tsx';
import { STANDINGS, SUPPRESSION_REASONS } from '../../words.ts';
import type { PartProps } from './props.ts';

/** Who it is, and whether they may be written to. */
export function Standing({ story }: PartProps) {
  const { address, name, timeZone, standing, createdAt, suppression } = story;
  return (
    <>
      <h1 className="address">
        <bdi>{address}</bdi>
      </h1>
      {suppression && (
        <p className="lead must-not">
          This address must not be mailed: {SUPPRESSION_REASONS[suppression.reason]}, since{' '}
          <Moment at={suppression.createdAt} zone={timeZone} />.
        </p>
      )}
      <dl className="particulars">
        <div>
          <dt>Standing</dt>
          <dd>{STANDINGS[standing]}</dd>
        </div>
        {name !== null && (
          <div>
            <dt>Name</dt>
            <dd>
              <bdi>{name}</bdi>
            </dd>
          </div>
        )}
        <div>
          <dt>Time zone</dt>
          <dd>{timeZone}. All times on this page are theirs.</dd>
        </div>
        <div>
          <dt>Here since</dt>
          <dd>
            <Moment at={createdAt} zone={timeZone} />
          </dd>
        </div>
        <div>
          <dt>What operators did</dt>
          <dd>
            <a href={`/desk/audit?about=subscriber/${story.id}`}>in the audit log</a>
          </dd>
        </div>
      </dl>
    </>
  );
}
