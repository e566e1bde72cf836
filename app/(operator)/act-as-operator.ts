import 'server-only';
import type { z } from 'zod';
import { act, type Outcome } from '#app/action.ts';
import type { Refusal } from '#app/form.ts';
import type { Desk } from '#lib/flows/desk/desk.ts';
import { requireOperator } from './require-operator.ts';

/**
 * Around every Server Action of the desk: as `act`, for operators. A session that ended while the page stood open leads to
 * the sign-in page, and nothing is done.
 */
export async function actAsOperator<Fields>(
  form: FormData,
  fields: z.ZodType<Fields>,
  run: (fields: Fields, desk: Desk) => Promise<Outcome>,
): Promise<Refusal> {
  const desk = await requireOperator();
  return act(form, fields, (parsed) => run(parsed, desk));
}
