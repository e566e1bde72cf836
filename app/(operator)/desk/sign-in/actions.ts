'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { askForCode, redeemCode } from '#lib/flows/sign-in/code.ts';
import { beginSession } from '../../begin-session.ts';
import { ATTEMPT } from './attempt.ts';

const askFields = z.object({ email: z.string().max(320, 'This address is too long.') });
const codeFields = z.object({ code: z.string().max(100, 'A code has eight characters.') });

/** “Send me a code.” */
export async function sendCode(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, askFields, async ({ email }, { runtime }) => {
    const asked = await askForCode(runtime, email);
    if (!asked.ok) return { problem: asked.problem };
    (await cookies()).set(ATTEMPT, asked.attempt, {
      httpOnly: true,
      sameSite: 'strict',
      secure: runtime.env.APP_URL.startsWith('https:'),
      path: '/desk/sign-in',
      maxAge: 900,
    });
    return { goTo: '/desk/sign-in?step=code' };
  });
}

/** “Sign in.” */
export async function enterCode(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, codeFields, async ({ code }, { runtime }) => {
    const jar = await cookies();
    const proved = await redeemCode(runtime, jar.get(ATTEMPT)?.value ?? '', code);
    if (!proved.ok) return { problem: proved.problem };
    jar.delete({ name: ATTEMPT, path: '/desk/sign-in' });
    await beginSession(runtime, proved.operatorId);
    return { goTo: '/desk' };
  });
}
