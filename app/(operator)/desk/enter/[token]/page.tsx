import type { Metadata } from 'next';
import { ActionForm } from '#app/components/action-form.tsx';
import { Frame } from '#app/components/frame.tsx';
import { linkOwner } from '#lib/flows/sign-in/link.ts';
import { getRuntime } from '#lib/runtime.ts';
import { enterByLink } from './actions.ts';

export const metadata: Metadata = { title: 'Sign in' };

/** Behind a link from the command line: opening it changes nothing, its button signs in. */
export default async function EnterPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const owner = await linkOwner(await getRuntime(), token);
  return (
    <Frame>
      <div className="wrap plain-page">
        {owner ? (
          <>
            <h1>Sign in to the desk</h1>
            <p>This link lets you in as {owner.email}. It works once.</p>
            <ActionForm action={enterByLink} page={`/desk/enter/${token}`} hidden={{ token }}>
              <button type="submit" className="btn">
                Sign in
              </button>
            </ActionForm>
          </>
        ) : (
          <>
            <h1>This link is over</h1>
            <p>
              It works once, and not for long. Print another with{' '}
              <code>npm run lettercourse -- operator login-link</code>, or{' '}
              <a href="/desk/sign-in">sign in with a code</a>.
            </p>
          </>
        )}
      </div>
    </Frame>
  );
}
