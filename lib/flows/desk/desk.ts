import type { Actor } from '../../domain/audit.ts';
import type { Runtime } from '../../runtime.ts';

/**
 * A runtime in an operator's hands. Whatever shows or changes what only operators may takes one, and there are two ways
 * to get it: `requireOperator()` of the pages, which looks at the session, and the command line.
 */
export type Desk = Runtime & { readonly actor: Actor };

export function atCommandLine(runtime: Runtime): Desk {
  return { ...runtime, actor: { by: 'command line' } };
}
