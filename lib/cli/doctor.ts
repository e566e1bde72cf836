import type { Step } from '#lib/domain/set-up.ts';
import { type Diagnosis, examine, type Finding } from '#lib/flows/doctor.ts';
import { setUp } from '#lib/flows/set-up.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Answer } from './command.ts';
import { progress } from './progress.ts';

const USAGE = 'npm run lettercourse -- doctor [--json]';

/**
 * Says whether every invariant holds, and what sending is doing. Changes nothing.
 * @returns code 0 when all is well, 1 when something is broken, 2 for words that are no option
 */
export async function doctor(runtime: Runtime, args: readonly string[]): Promise<Answer> {
  const [option, ...more] = args;
  if (more.length > 0 || (option !== undefined && option !== '--json')) return { lines: [USAGE], code: 2 };
  const diagnosis = await examine(runtime, { onStep: progress('checking') });
  const steps = await setUp(runtime);
  const healthy = diagnosis.findings.length === 0;
  const lines =
    option === '--json'
      ? [JSON.stringify({ healthy, ...diagnosis, setUp: steps }, null, 2)]
      : inWords(diagnosis, steps);
  return { lines, code: healthy ? 0 : 1 };
}

function inWords({ findings, checked, information }: Diagnosis, steps: readonly Step[]): string[] {
  const broken = checked.filter((check) => check.broken).length;
  return [
    ...checked.flatMap(({ invariant, name, unchecked }) => {
      const wrong = findings.filter((finding) => finding.invariant === invariant);
      const limits = unchecked === null ? '' : ` (not seen: ${unchecked})`;
      return wrong.length === 0
        ? [`${invariant} ${name}: fine${limits}`]
        : [`${invariant} ${name}: BROKEN${limits}`, ...wrong.map(describe)];
    }),
    '',
    ...information,
    '',
    ...stepsInWords(steps),
    '',
    broken === 0 ? 'All is well.' : `${broken} of ${checked.length} are broken.`,
  ];
}

/** What is set up, as the desk's page has it; nothing of it makes the doctor unhappy. */
function stepsInWords(steps: readonly Step[]): string[] {
  const done = steps.filter(({ state }) => state === 'done').length;
  return [
    `Setting up: ${done} of ${steps.length} done.`,
    ...steps.map(({ title, state, says }) => `  ${state}: ${title}. ${says}`),
  ];
}

function describe({ what, ids, count }: Finding): string {
  const more = count > ids.length ? `, and ${count - ids.length} more` : '';
  return `  ${what}\n    ${count}: ${ids.join(', ')}${more}`;
}
