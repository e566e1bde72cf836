import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ActionForm } from '#app/components/action-form.tsx';
import { Frame } from '#app/components/frame.tsx';
import { oneOf, type Query } from '#app/query.ts';
import { sendingState } from '#lib/flows/sending.ts';
import { LOCAL_OPERATOR } from '#lib/flows/sign-in/operators.ts';
import { getRuntime } from '#lib/runtime.ts';
import { currentSession } from '../../session.ts';
import { enterCode, sendCode } from './actions.ts';
import { PasskeyDoor } from './passkey-door.tsx';

export const metadata: Metadata = { title: 'Sign in' };

const PAGE = '/desk/sign-in';

/** The way to the desk: a passkey, or a code by mail. */
export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  if (await currentSession()) redirect('/desk');
  const step = await oneOf(searchParams, 'step', ['code']);
  const runtime = await getRuntime();
  const { stopped, halted, circuit } = await sendingState(runtime);
  return (
    <Frame>
      <div className="wrap plain-page">
        <h1>Sign in to the desk</h1>
        {(stopped || halted || circuit) && (
          <p className="note">
            No mail goes out just now, so no code will come. A passkey works, and so does a link:{' '}
            <code>npm run lettercourse -- operator login-link</code>
          </p>
        )}
        {step === 'code' ? <TypeTheCode /> : <AskForACode isDemo={isDemo(runtime.env)} />}
        <PasskeyDoor />
      </div>
    </Frame>
  );
}

function isDemo(env: { MAIL_TRANSPORT: string; OPERATOR_EMAILS?: string | undefined }): boolean {
  return env.MAIL_TRANSPORT === 'outbox' && env.OPERATOR_EMAILS === undefined;
}

function AskForACode({ isDemo }: { isDemo: boolean }) {
  return (
    <ActionForm action={sendCode} page={PAGE} hidden={{}} className="form one-field">
      <div>
        <label htmlFor="email">Your email address</label>
        <input
          className="field"
          id="email"
          name="email"
          type="email"
          autoComplete="username webauthn"
          required
        />
        {isDemo && (
          <p className="note">
            Nobody has been named an operator yet, so it is {LOCAL_OPERATOR}. The code comes to the{' '}
            <a href="/outbox">outbox</a>.
          </p>
        )}
      </div>
      <button type="submit" className="btn">
        Send me a code
      </button>
    </ActionForm>
  );
}

function TypeTheCode() {
  return (
    <>
      <p>If the address is an operator’s, a code is on its way. It works for ten minutes, in this browser.</p>
      <ActionForm action={enterCode} page={`${PAGE}?step=code`} hidden={{}} className="form one-field">
        <div>
          <label htmlFor="code">The code from the mail</label>
          <input
            className="field"
            id="code"
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            required
          />
        </div>
        <button type="submit" className="btn">
          Sign in
        </button>
      </ActionForm>
      <p>
        <a href={PAGE}>Ask for another code</a>
      </p>
    </>
  );
}
