import type { Metadata } from 'next';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query, textOf } from '#app/query.ts';
import { liveCourses } from '#lib/flows/desk/live-courses.ts';
import { COUNTED_TO, type ListedPerson, listPeople } from '#lib/flows/desk/people.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { NoSuchList, Pages } from '../desk-list.tsx';
import { Moment } from '../moment.tsx';
import { STANDINGS, STATES } from '../words.ts';
import { type Chosen, Search } from './search.tsx';

export const metadata: Metadata = { title: 'People' };

const PATH = '/desk/people';
const standings = Object.keys(STANDINGS) as (keyof typeof STANDINGS)[];
const states = Object.keys(STATES) as (keyof typeof STATES)[];

/** Everybody who ever signed up, newest first: to look for, to leave some out, to open one. */
export default async function PeoplePage({ searchParams }: { searchParams: Query }) {
  const desk = await requireOperator();
  const courses = await liveCourses(desk);
  const after = await textOf(searchParams, 'after');
  const filter = {
    search: await textOf(searchParams, 'q'),
    standing: await oneOf(searchParams, 'standing', standings),
    course: await oneOf(
      searchParams,
      'course',
      courses.map(({ slug }) => slug),
    ),
    state: await oneOf(searchParams, 'state', states),
    suppressed: (await oneOf(searchParams, 'suppressed', ['yes'])) !== null,
  };
  const chosen: Chosen = {
    q: filter.search ?? '',
    standing: filter.standing ?? '',
    course: filter.course ?? '',
    state: filter.state ?? '',
    suppressed: filter.suppressed ? 'yes' : '',
  };
  const list = await listPeople(desk, filter, after);
  const isErased = (await oneOf(searchParams, 'said', ['erased'])) !== null;
  return (
    <DeskFrame current="people">
      <SaidBar>{isErased && 'Erased. Nothing is held of them any more, but that it was done.'}</SaidBar>
      <h1>People</h1>
      <Search chosen={chosen} courses={courses} />
      {list.ok ? (
        <>
          <p className="note" id="count">
            {countOf(list.count)}
          </p>
          {list.people.length > 0 && <People of={list.people} />}
          <Pages path={PATH} query={chosen} older={list.older} isFirst={after === null} />
        </>
      ) : (
        <NoSuchList problem={list.problem} path={PATH} />
      )}
    </DeskFrame>
  );
}

function countOf(count: number | null): string {
  if (count === null) return `More than ${COUNTED_TO.toLocaleString('en')} people, the newest first.`;
  if (count === 0) return 'Nobody. Look for less, or for another part of the address.';
  return count === 1 ? 'One person.' : `${count} people, the newest first.`;
}

function People({ of }: { of: readonly ListedPerson[] }) {
  return (
    <div className="scrolled">
      <table className="desk-table" aria-describedby="count">
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Name</th>
            <th scope="col">Standing</th>
            <th scope="col">Courses</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {of.map((person) => (
            <tr key={person.id}>
              <th scope="row" className="long">
                <a href={`${PATH}/${person.id}`}>
                  <bdi>{person.address}</bdi>
                </a>
              </th>
              <td className="long">
                <bdi>{person.name}</bdi>
              </td>
              <td>
                {STANDINGS[person.standing]}
                {person.suppressed && ', must not be mailed'}
              </td>
              <td>{person.courses.map(({ slug, state }) => `${slug}: ${STATES[state]}`).join('; ')}</td>
              <td>
                <Moment at={person.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
