'use server';

import { z } from 'zod';
import { act } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { tokenField } from '#app/token-field.ts';
import { confirmAddress, refuseAddress } from '#lib/flows/confirm-address.ts';

const fields = z.object({ token: tokenField });

/** “Yes” from one of the two addresses: whatever came of it, the same page says so. */
export async function sayYes(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, fields, async ({ token }, { runtime }) => {
    await confirmAddress(runtime, token);
    return { goTo: `/address/${token}` };
  });
}

/** “No, keep my address.” */
export async function sayNo(_before: Refusal, form: FormData): Promise<Refusal> {
  return act(form, fields, async ({ token }, { runtime }) => {
    await refuseAddress(runtime, token);
    return { goTo: `/address/${token}` };
  });
}
