import { type Diagnosis, examine, type Finding } from '#lib/flows/doctor.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Answer } from './command.ts';

const USAGE = 'npm run lettercourse -- doctor [--json]';

/**
 * Says whether every invariant holds, and what sending is doing. Changes nothing.
 * @returns code 0 when all is well, 1 when something is broken, 2 for words that are no option
 */
export async function doctor(runtime: Runtime, args: readonly string[]): Promise<Answer> {
  const [option, ...more] = args;
  if (more.length > 0 || (option !== undefined && option !== '--json')) return { lines: [USAGE], code: 2 };
  const diagnosis = await examine(runtime);
  const healthy = diagnosis.findings.length === 0;
  const lines =
    option === '--json' ? [JSON.stringify({ healthy, ...diagnosis }, null, 2)] : inWords(diagnosis);
  return { lines, code: healthy ? 0 : 1 };
}

function inWords({ findings, checked, information }: Diagnosis): string[] {
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
    broken === 0 ? 'All is well.' : `${broken} of ${checked.length} are broken.`,
  ];
}

function describe({ what, ids, count }: Finding): string {
  const more = count > ids.length ? `, and ${count - ids.length} more` : '';
  return `  ${what}\n    ${count}: ${ids.join(', ')}${more}`;
}
