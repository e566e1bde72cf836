'use server';

import { z } from 'zod';
import type { Refusal } from '#app/form.ts';
import { resumeSending, stopSending } from '#lib/flows/sending.ts';
import { actAsOperator } from '../act-as-operator.ts';

const nothing = z.object({});
const stopFields = z.object({
  reason: z
    .string()
    .trim()
    .min(3, 'Say in a few words why, for whoever looks at it later.')
    .max(200, 'Say it in 200 characters.')
    .regex(/^[^@]*$/, 'Leave addresses out: the reason stays in the audit log.'),
});

/** “Stop all mail.” */
export async function stopAll(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, stopFields, async ({ reason }, desk) => {
    await stopSending(desk, reason);
    return { again: '/desk' };
  });
}

/** “Let it go on.” */
export async function goOn(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, nothing, async (_, desk) => {
    await resumeSending(desk);
    return { again: '/desk' };
  });
}
