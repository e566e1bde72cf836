import type { Metadata } from 'next';
import { ActionForm } from '#app/components/action-form.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query } from '#app/query.ts';
import type { StepState } from '#lib/domain/set-up.ts';
import { setUp } from '#lib/flows/set-up.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { sendOne } from './actions.ts';

export const metadata: Metadata = { title: 'Setting up' };

const STATES: Record<StepState, string> = {
  done: 'Done',
  'to do': 'To do',
  later: 'Later',
  'not known': 'Not known',
};

/** Where what a step asks for is done. */
const PLACES: Readonly<Record<string, readonly [string, string]>> = {
  passkey: ['/desk/account', 'Account'],
  sender: ['/desk/settings', 'Settings'],
};

/** What is still needed before this installation writes to people. Each step is looked at anew when the page is opened. */
export default async function SetUpPage({ searchParams }: { searchParams: Query }) {
  const desk = await requireOperator();
  const steps = await setUp(desk);
  const said = await oneOf(searchParams, 'said', ['sent']);
  const done = steps.filter(({ state }) => state === 'done').length;
  const isReal = desk.mail.name !== 'outbox';
  return (
    <DeskFrame current={null}>
      <SaidBar>
        {said &&
          (isReal ? (
            'The test mail has left. Look into your mailbox.'
          ) : (
            <>
              The test mail is in <a href="/outbox">the outbox</a>.
            </>
          ))}
      </SaidBar>
      <div className="desk-head">
        <h1>{done === steps.length ? 'All is set up' : 'Setting up'}</h1>
        <p>
          {done} of {steps.length} done. Steps turn to done by themselves: open this page again.
        </p>
      </div>
      <ol className="set-up-list">
        {steps.map(({ name, title, state, says }) => (
          <li key={name} className={`set-up-step ${state.replace(' ', '-')}`}>
            <span className="step-state">{STATES[state]}</span>
            <h2>{title}</h2>
            <p>
              {says} {state === 'to do' && PLACES[name] && <a href={PLACES[name][0]}>{PLACES[name][1]}</a>}
            </p>
            {name === 'test mail' && (
              <ActionForm action={sendOne} page="/desk/set-up" hidden={{}}>
                <button className="btn quiet" type="submit">
                  Send me a test mail
                </button>
              </ActionForm>
            )}
          </li>
        ))}
      </ol>
    </DeskFrame>
  );
}
