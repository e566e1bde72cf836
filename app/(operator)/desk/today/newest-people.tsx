import type { Today } from '#lib/flows/desk/today.ts';
import { Moment } from '../moment.tsx';
import { STANDINGS } from '../words.ts';

/** Who signed up last. */
export function NewestPeople({ people }: { people: Today['newest'] }) {
  if (people.length === 0)
    return (
      <p>Nobody has signed up yet. Share the address of your course’s page: the first one shows here.</p>
    );
  return (
    <ul className="newest">
      {people.map(({ id, address, standing, createdAt }) => (
        <li key={id}>
          <a href={`/desk/people/${id}`}>{address}</a>
          <span className="note">
            {STANDINGS[standing]}, <Moment at={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
