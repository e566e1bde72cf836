import { formatWhen } from '#lib/domain/schedule.ts';

/** An instant by the clock of this machine, where whoever reads the outbox sits. */
export function whenHere(at: Date): string {
  return formatWhen(at, new Intl.DateTimeFormat().resolvedOptions().timeZone);
}
