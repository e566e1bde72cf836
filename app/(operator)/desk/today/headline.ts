import type { DeskHealth } from '#lib/flows/desk/health.ts';
import type { Today } from '#lib/flows/desk/today.ts';

/** Real seconds without a sign of life after which no worker is there. */
const SILENT_S = 120;

/** Alerts about these are counted as thresholds. */
const THRESHOLDS = ['bounces', 'complaints', 'sign-ups'];

/** The one sentence that says whether all is well. */
export function headline({ sending, workerSeen }: DeskHealth, { thresholds, failed, alerts }: Today): string {
  if (sending.stopped) return 'All mail is stopped.';
  if (sending.halted) return `The provider refuses all mail: ${sending.halted.reason}.`;
  if (sending.circuit) return 'The provider does not answer. It is tried now and then.';
  if (workerSeen === null || workerSeen > SILENT_S) return 'No worker is heard of, so no mail goes out.';
  const mails = sending.unknown + failed.count;
  const crossed = thresholds.filter(({ verdict }) => verdict !== 'fine').length;
  const faults = alerts.filter(({ kind }) => !THRESHOLDS.some((name) => kind.startsWith(name))).length;
  const wants = [
    faults > 0 && (faults === 1 ? 'one fault' : `${faults} faults`),
    mails > 0 && (mails === 1 ? 'one mail' : `${mails} mails`),
    crossed > 0 && (crossed === 1 ? 'one threshold' : `${crossed} thresholds`),
  ].filter((one) => one !== false);
  if (wants.length === 0) return 'Sending works.';
  return `Sending works. ${upper(wants.join(' and '))} ${mails + crossed + faults === 1 ? 'wants' : 'want'} a look.`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
