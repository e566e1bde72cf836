import { Each } from '#app/components/each.tsx';
import { LEAVE_CHOICES } from '#lib/domain/leave-reason.ts';
import { dayIn, type PartProps, wayOf } from './props.ts';

/** What was agreed to and taken back, in the order in which it was. */
export function Agreed({ data }: PartProps) {
  const day = dayIn(data);
  const titles = new Map(data.courses.map(({ courseSlug, title }) => [`course/${courseSlug}`, title]));
  return (
    <section className="part" id="agreed" aria-labelledby="agreed-title">
      <h2 id="agreed-title">What you agreed to</h2>
      <ul className="plain-list">
        <Each of={data.consents}>
          {({ scope, action, wording, source, network, at }) => (
            <li>
              {day(at)}: {action === 'given' ? 'yes' : 'no more'} to{' '}
              {scope === 'everything' ? 'all our mail' : (titles.get(scope) ?? scope)}.{' '}
              {action === 'given' && `The words were: “${wording}” `}
              It came {wayOf(source, network)}.
            </li>
          )}
        </Each>
        <Each of={data.reasons}>
          {({ scope, choice, text, at }) => (
            <li>
              {day(at)}: you told us why you left{' '}
              {scope === 'everything' ? 'all our mail' : (titles.get(scope) ?? scope)}
              {': '}“{LEAVE_CHOICES[choice]}”{text && `, and: “${text}”`}.
            </li>
          )}
        </Each>
      </ul>
    </section>
  );
}
