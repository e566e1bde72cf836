'use server';

import { z } from 'zod';
import type { Refusal } from '#app/form.ts';
import { itArrived, itFailed, sendItAgain } from '#lib/flows/unknown.ts';
import { actAsOperator } from '../../act-as-operator.ts';

const fields = z.object({
  id: z.uuid(),
  what: z.enum(['arrived', 'again', 'failed'], 'Press one of the buttons.'),
});
const DECISIONS = { arrived: itArrived, again: sendItAgain, failed: itFailed };

/** “It arrived”, “Send again”, or neither. */
export async function decide(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, fields, async ({ id, what }, desk) => {
    const resolved = await DECISIONS[what](desk, id);
    return resolved.ok ? { goTo: `/desk/unknown?said=${what}` } : { problem: resolved.problem };
  });
}
