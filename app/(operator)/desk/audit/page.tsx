import type { Metadata } from 'next';
import { oneOf, type Query, textOf } from '#app/query.ts';
import { AUDIT_ACTIONS, type AuditAction } from '#lib/domain/audit.ts';
import { type AuditLine, auditLog } from '#lib/flows/desk/audit-log.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { Choose } from '../choose.tsx';
import { NoSuchList, Pages } from '../desk-list.tsx';
import { Moment } from '../moment.tsx';

export const metadata: Metadata = { title: 'Audit log' };

const PATH = '/desk/audit';
const actions = Object.keys(AUDIT_ACTIONS) as AuditAction[];

/** What operators did, newest first: nobody can change it, and it names nobody who learns here. */
export default async function AuditPage({ searchParams }: { searchParams: Query }) {
  const desk = await requireOperator();
  const after = await textOf(searchParams, 'after');
  const action = await oneOf(searchParams, 'action', actions);
  const about = await textOf(searchParams, 'about');
  const log = await auditLog(desk, { action, subject: about === '' ? null : about }, after);
  return (
    <DeskFrame current="audit">
      <h1>Audit log</h1>
      <p className="lead">What operators did. Nobody can change it, and no address stands in it.</p>
      <form className="desk-search" action={PATH}>
        <Choose
          name="action"
          label="What was done"
          chosen={action ?? ''}
          options={Object.entries(AUDIT_ACTIONS)}
        />
        <div className="wide">
          <label htmlFor="about">About</label>
          <input
            className="field"
            id="about"
            name="about"
            type="text"
            defaultValue={about ?? ''}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="about-note"
          />
          <p className="note" id="about-note">
            As it stands in the list, such as course/leaky-gut. A person’s page leads here, too.
          </p>
        </div>
        <button className="btn quiet" type="submit">
          Show
        </button>
      </form>
      {log.ok ? (
        <>
          {log.lines.length === 0 ? <p>Nothing.</p> : <Lines of={log.lines} />}
          <Pages
            path={PATH}
            query={{ action: action ?? '', about: about ?? '' }}
            older={log.older}
            isFirst={after === null}
          />
        </>
      ) : (
        <NoSuchList problem={log.problem} path={PATH} />
      )}
    </DeskFrame>
  );
}

function Lines({ of }: { of: readonly AuditLine[] }) {
  return (
    <div className="scrolled">
      <table className="desk-table">
        <caption className="vh">Newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did</th>
            <th scope="col">About</th>
          </tr>
        </thead>
        <tbody>
          {of.map((line) => (
            <tr key={line.number}>
              <td>
                <Moment at={line.at} />
              </td>
              <th scope="row">
                <bdi>{line.who}</bdi>
              </th>
              <td className="long">
                {line.did}
                {line.detail.length > 0 && (
                  <span className="sub">
                    {line.detail.map(([name, value]) => `${name}: ${value}`).join('; ')}
                  </span>
                )}
              </td>
              <td className="long">
                <About line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function About({ line: { subject, personId } }: { line: AuditLine }) {
  if (subject === null) return <>–</>;
  if (personId !== null)
    return <a href={`/desk/people/${personId}`}>{`${subject.kind} ${subject.id.slice(0, 8)}`}</a>;
  return <>{`${subject.kind}/${subject.id}`}</>;
}
