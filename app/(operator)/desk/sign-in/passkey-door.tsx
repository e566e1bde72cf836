'use client';

import { startAuthentication } from '@simplewebauthn/browser';
import { useState } from 'react';
import { ProblemBar } from '#app/components/problem-bar.tsx';

/** Signs in with a passkey; shown to those whose browser can. */
export function PasskeyDoor() {
  const [problem, setProblem] = useState<string | null>(null);
  async function enter() {
    setProblem(null);
    try {
      const options = await fetch('/api/auth/passkey/generate-authenticate-options');
      const response = await startAuthentication({ optionsJSON: await options.json() });
      const answer = await fetch('/api/auth/passkey/verify-authentication', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response }),
      });
      if (!answer.ok)
        return setProblem('This passkey is none of an operator’s. Sign in with a code instead.');
      location.assign('/desk');
    } catch {
      setProblem('No passkey was used. Try again, or sign in with a code.');
    }
  }
  return (
    <section>
      <h2>With a passkey</h2>
      <ProblemBar problem={problem} />
      <button type="button" className="btn quiet" onClick={enter}>
        Use a passkey
      </button>
      <noscript>
        <p className="note">Passkeys need JavaScript. A code works without.</p>
      </noscript>
    </section>
  );
}
