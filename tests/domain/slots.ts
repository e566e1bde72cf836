import type { Slot } from '#lib/domain/schedule.ts';

export const [MONDAY, WEDNESDAY, FRIDAY, SATURDAY, SUNDAY] = [1, 3, 5, 6, 7] as const;

export function weekly(weekday: number, hour: number, timeZone = 'Europe/Paris'): Slot {
  return { pace: 'weekly', weekdays: [weekday], hour, timeZone };
}

export function daily(hour: number, timeZone = 'Europe/Paris'): Slot {
  return { pace: 'daily', weekdays: [], hour, timeZone };
}

export const mondaysAndThursdays: Slot = {
  pace: 'twice_weekly',
  weekdays: [1, 4],
  hour: 9,
  timeZone: 'Europe/Paris',
};
