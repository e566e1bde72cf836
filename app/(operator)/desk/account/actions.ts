'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import type { Outcome } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { endSession, removePasskey, signOutOf } from '#lib/flows/desk/account.ts';
import { actAsOperator } from '../../act-as-operator.ts';
import { currentSession } from '../../session.ts';

const nothing = z.object({});
const idFields = z.object({ id: z.uuid() });
const ACCOUNT = '/desk/account';

/** “Sign out.” */
export async function signOut(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, nothing, async (_, desk) => {
    const session = await currentSession();
    if (session) await signOutOf(desk, session.operator.id, session.id);
    const jar = await cookies();
    for (const { name } of jar.getAll()) if (name.includes('lettercourse.session')) jar.delete(name);
    return { goTo: '/desk/sign-in' };
  });
}

/** “End it”: a session in another browser. */
export async function endOne(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, idFields, async ({ id }, desk): Promise<Outcome> => {
    const session = await currentSession();
    if (session) await endSession(desk, session.operator.id, id);
    return { again: ACCOUNT };
  });
}

/** “Remove it.” */
export async function removeOne(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, idFields, async ({ id }, desk): Promise<Outcome> => {
    const session = await currentSession();
    if (session) await removePasskey(desk, session.operator.id, id);
    return { again: ACCOUNT };
  });
}
