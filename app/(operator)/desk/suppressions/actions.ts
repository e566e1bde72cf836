'use server';

import { z } from 'zod';
import type { Refusal } from '#app/form.ts';
import { suppressAddress } from '#lib/flows/desk/suppress.ts';
import { lookUpSuppression } from '#lib/flows/desk/suppressions.ts';
import { putBack, unsuppress } from '#lib/flows/desk/unsuppress.ts';
import { actAsOperator } from '../../act-as-operator.ts';

const PATH = '/desk/suppressions';
const address = z.string();
const why = z.string().default('');
const hash = z.string().regex(/^[\w-]{1,64}$/, 'This form is not whole. Open the list again.');

/** “Look it up.” By a form that is posted, so that no address stands in the page's own. */
export async function lookUp(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, z.object({ address }), async (fields, desk) => {
    const looked = await lookUpSuppression(desk, fields.address);
    if (!looked.ok) return { problem: looked.problem };
    return looked.found === null
      ? { problem: 'This address is not on the list: it may be mailed.' }
      : { goTo: `${PATH}?look=${looked.found.addressHash}#content` };
  });
}

/** “Put it on the list.” */
export async function add(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, z.object({ address, why }), async (fields, desk) => {
    const done = await suppressAddress(desk, fields.address, fields.why);
    if (!done.ok) return { problem: done.problem };
    return {
      goTo:
        done.personId === null
          ? `${PATH}?said=added#content`
          : `/desk/people/${done.personId}?said=suppressed#content`,
    };
  });
}

/** “Take it off the list.” */
export async function takeOff(_before: Refusal, form: FormData): Promise<Refusal> {
  const fields = z.object({ hash, why, complaint: z.literal('known').optional() });
  return actAsOperator(form, fields, async (given, desk) => {
    const asked = { why: given.why, despiteComplaint: given.complaint === 'known' };
    const done = await unsuppress(desk, given.hash, asked);
    return done.ok
      ? { goTo: `${PATH}?said=taken-off&entry=${done.entry}#content` }
      : { problem: done.problem };
  });
}

/** “Undo: put it back.” */
export async function putItBack(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, z.object({ entry: z.string() }), async ({ entry }, desk) => {
    const problem = await putBack(desk, entry);
    return problem === null ? { goTo: `${PATH}?said=put-back#content` } : { problem };
  });
}
