import 'server-only';
import { redirect } from 'next/navigation';
import type { Desk } from '#lib/flows/desk/desk.ts';
import { getRuntime } from '#lib/runtime.ts';
import { currentSession } from './session.ts';

/**
 * The desk, for whoever is signed in as an operator; anybody else goes to the sign-in page. Called by each page and each
 * action itself, because a proxy or a layout in front of them can be gone around.
 */
export async function requireOperator(): Promise<Desk> {
  const session = await currentSession();
  if (!session) redirect('/desk/sign-in');
  return { ...(await getRuntime()), actor: { by: 'operator', id: session.operator.id } };
}
