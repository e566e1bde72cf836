'use client';

import { startRegistration } from '@simplewebauthn/browser';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ProblemBar } from '#app/components/problem-bar.tsx';

/** Makes this device a way in. */
export function AddPasskey() {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  async function add() {
    setProblem(null);
    try {
      const options = await fetch('/api/auth/passkey/generate-register-options');
      const response = await startRegistration({ optionsJSON: await options.json() });
      const answer = await fetch('/api/auth/passkey/verify-registration', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response, name: `Passkey of ${new Date().toISOString().slice(0, 10)}` }),
      });
      if (!answer.ok) return setProblem('The passkey was not kept. Sign in again, then try once more.');
      router.refresh();
    } catch {
      setProblem('No passkey was made. Your browser or device may not offer them, or it was called off.');
    }
  }
  return (
    <>
      <ProblemBar problem={problem} />
      <button type="button" className="btn quiet" onClick={add}>
        Add a passkey
      </button>
    </>
  );
}
