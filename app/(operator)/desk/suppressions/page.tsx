import type { Metadata } from 'next';
import { oneOf, type Query, textOf } from '#app/query.ts';
import { type ListedSuppression, listSuppressions, suppressionOf } from '#lib/flows/desk/suppressions.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { Choose } from '../choose.tsx';
import { NoSuchList, Pages } from '../desk-list.tsx';
import { Moment } from '../moment.tsx';
import { SUPPRESSION_REASONS } from '../words.ts';
import { Add, LookUp, TakeOff } from './forms.tsx';
import { Said } from './said.tsx';

export const metadata: Metadata = { title: 'Suppressions' };

const PATH = '/desk/suppressions';
const reasons = Object.keys(SUPPRESSION_REASONS) as (keyof typeof SUPPRESSION_REASONS)[];

/** Addresses that must not be mailed: to look one up, to put one on the list, to take one off. */
export default async function SuppressionsPage({ searchParams }: { searchParams: Query }) {
  const desk = await requireOperator();
  const after = await textOf(searchParams, 'after');
  const reason = await oneOf(searchParams, 'reason', reasons);
  const look = await textOf(searchParams, 'look');
  const looked = look === null ? null : await suppressionOf(desk, look.replaceAll('\0', ''));
  const list = await listSuppressions(desk, { reason }, after);
  return (
    <DeskFrame current="suppressions">
      <Said code={await textOf(searchParams, 'said')} entry={await textOf(searchParams, 'entry')} />
      <h1>Suppressions</h1>
      <p className="lead">
        Addresses that must not be mailed. Only a scrambled form of each is kept, so whoever was erased stays
        unknown here.
      </p>
      {looked && <One suppression={looked} />}
      {look !== null && !looked && (
        <div className="said wrong" role="alert">
          <p>This address is not on the list any more.</p>
        </div>
      )}
      <div className="desk-forms">
        <LookUp />
        <Add />
      </div>
      <form className="desk-search" action={PATH}>
        <Choose
          name="reason"
          label="Why"
          chosen={reason ?? ''}
          options={Object.entries(SUPPRESSION_REASONS)}
        />
        <button className="btn quiet" type="submit">
          Show
        </button>
      </form>
      {list.ok ? (
        <>
          {list.suppressions.length === 0 ? <p>None.</p> : <Listed of={list.suppressions} />}
          <Pages path={PATH} query={{ reason: reason ?? '' }} older={list.older} isFirst={after === null} />
        </>
      ) : (
        <NoSuchList problem={list.problem} path={PATH} />
      )}
    </DeskFrame>
  );
}

function One({ suppression }: { suppression: ListedSuppression }) {
  return (
    <section className="desk-part" aria-labelledby="one-title">
      <h2 id="one-title">
        <Whose suppression={suppression} />
      </h2>
      <p>
        On the list since <Moment at={suppression.createdAt} />: {SUPPRESSION_REASONS[suppression.reason]}.
      </p>
      <TakeOff suppression={suppression} />
    </section>
  );
}

function Listed({ of }: { of: readonly ListedSuppression[] }) {
  return (
    <div className="scrolled">
      <table className="desk-table">
        <caption className="vh">Newest first</caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Why</th>
            <th scope="col">Since</th>
            <th scope="col">
              <span className="vh">Open</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.addressHash}>
              <th scope="row" className="long">
                <Whose suppression={one} />
              </th>
              <td>{SUPPRESSION_REASONS[one.reason]}</td>
              <td>
                <Moment at={one.createdAt} />
              </td>
              <td>
                <a href={`${PATH}?look=${one.addressHash}`}>
                  Open <span className="vh">number {one.addressHash.slice(0, 8)}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Whose({ suppression: { person, addressHash } }: { suppression: ListedSuppression }) {
  if (person)
    return (
      <a href={`/desk/people/${person.id}`}>
        <bdi>{person.address}</bdi>
      </a>
    );
  return <>An erased or unknown address, number {addressHash.slice(0, 8)}</>;
}
