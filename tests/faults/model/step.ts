import type fc from 'fast-check';
import { whatIsWrong } from './invariants.ts';
import type { People } from './people.ts';
import type { World } from './world.ts';

export type Step = fc.AsyncCommand<People, World>;

/**
 * One command: does something to the real thing and to the model, then looks at everything.
 * @param act says in a word or two what came of it
 */
export function step(name: string, act: (world: World) => Promise<string>): Step {
  return {
    check: () => true,
    run: async (_people, world) => {
      world.hasSwept = false;
      await run(world, name, act);
    },
    toString: () => name,
  };
}

/** @throws with everything that is wrong and all that was done, when anything is */
export async function run(world: World, name: string, act: (world: World) => Promise<string>): Promise<void> {
  const at = new Date(world.nowMs()).toISOString().slice(0, 19);
  const line = world.trace.push(`${at}  ${name}`) - 1;
  const came = await act(world);
  world.trace[line] += ` → ${came}`;
  const wrong = await whatIsWrong(world);
  if (wrong.length > 0) throw new Error([...new Set(wrong), '', ...world.trace].join('\n'));
}
