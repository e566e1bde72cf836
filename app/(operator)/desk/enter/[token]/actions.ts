'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { redeemLink } from '#lib/flows/sign-in/link.ts';
import { beginSession } from '../../../begin-session.ts';

const fields = z.object({ token: tokenField });

/** “Sign in”, behind a link from the command line. */
export async function enterByLink(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, fields, async ({ token }, { runtime }) => {
    const proved = await redeemLink(runtime, token);
    if (!proved.ok) return { problem: proved.problem };
    await beginSession(runtime, proved.operatorId);
    return { goTo: '/desk' };
  });
}
