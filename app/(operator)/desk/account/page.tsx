import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ActionForm } from '#app/components/action-form.tsx';
import { accountOf } from '#lib/flows/desk/account.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { currentSession } from '../../session.ts';
import { endOne, removeOne } from './actions.ts';
import { AddPasskey } from './add-passkey.tsx';

export const metadata: Metadata = { title: 'Account' };

const PAGE = '/desk/account';

/** An operator's own passkeys, and the browsers in which they are signed in. */
export default async function AccountPage() {
  const desk = await requireOperator();
  const session = await currentSession();
  if (!session) redirect('/desk/sign-in');
  const { email, passkeys, sessions } = await accountOf(desk, session.operator.id);
  return (
    <DeskFrame current="account">
      <div className="desk-head">
        <h1>Signed in as {email}</h1>
      </div>
      <section className="desk-part">
        <h2>Passkeys</h2>
        {passkeys.length === 0 ? (
          <p>None yet. With a passkey you get in when mail is what is broken.</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Since (UTC)</th>
                <th scope="col">
                  <span className="vh">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {passkeys.map(({ id, name, createdAt }) => (
                <tr key={id}>
                  <th scope="row">{name ?? 'A passkey'}</th>
                  <td>{createdAt && minute(createdAt)}</td>
                  <td>
                    <ActionForm action={removeOne} page={PAGE} hidden={{ id }}>
                      <button type="submit" className="btn quiet">
                        Remove<span className="vh"> {name ?? 'this passkey'}</span>
                      </button>
                    </ActionForm>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <AddPasskey />
      </section>
      <section className="desk-part">
        <h2>Where you are signed in</h2>
        <div className="desk-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Browser</th>
                <th scope="col">Since (UTC)</th>
                <th scope="col">Last seen (UTC)</th>
                <th scope="col">
                  <span className="vh">End</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {sessions.map(({ id, createdAt, updatedAt, userAgent }) => (
                <tr key={id}>
                  <th scope="row">{browserIn(userAgent)}</th>
                  <td>{minute(createdAt)}</td>
                  <td>{minute(updatedAt)}</td>
                  <td>
                    {id === session.id ? (
                      'This browser'
                    ) : (
                      <ActionForm action={endOne} page={PAGE} hidden={{ id }}>
                        <button type="submit" className="btn quiet">
                          End it
                        </button>
                      </ActionForm>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </DeskFrame>
  );
}

function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}

/** What of a browser's long name a person knows again. */
function browserIn(userAgent: string | null): string {
  const browser = /(Firefox|Edg|Chrome|Safari)\//.exec(userAgent ?? '')?.[1]?.replace('Edg', 'Edge');
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent ?? '')?.[1];
  return [browser ?? 'A browser', system].filter(Boolean).join(' on ');
}
