'use server';

import { z } from 'zod';
import type { Outcome } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import { dropSiteDraft, type SiteProblem, saveSite, trySite, undoSite } from '#lib/flows/desk/site.ts';
import { actAsOperator } from '../../act-as-operator.ts';

const PATH = '/desk/settings';
const version = z.coerce.number().int().nonnegative();
const typed = z.string().max(2000).default('');
const choices = z.object({
  version,
  ...{ name: typed, senderName: typed, senderAddress: typed, replyTo: typed },
  ...{ postalAddress: typed, accent: typed, hour: typed },
});

/** “Show me.” */
export async function tryThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, choices, async ({ version, ...given }, desk) =>
    outcome(await trySite(desk, version, given), `${PATH}?look=${version}#look`),
  );
}

/** “Save these settings.” */
export async function saveThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, z.object({ version }), async ({ version }, desk) =>
    outcome(await saveSite(desk, version), `${PATH}?said=saved#content`),
  );
}

/** “Forget them.” */
export async function forgetThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, z.object({ version }), async ({ version }, desk) =>
    outcome(await dropSiteDraft(desk, version), `${PATH}?said=forgotten#content`),
  );
}

/** “Undo.” */
export async function undoThem(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, z.object({ version }), async ({ version }, desk) =>
    outcome(await undoSite(desk, version), `${PATH}?said=undone#content`),
  );
}

function outcome(problem: SiteProblem, goTo: string): Outcome {
  return problem === null ? { goTo } : { problem };
}
