import { z } from 'zod';
import type { Query } from '#app/query.ts';
import type { SlotInput } from '#lib/domain/schedule.ts';

/** Times that were chosen and are not saved yet: in the page's address, and in the form that saves them. */
export const chosenFields = z.object({
  pace: z.string(),
  days: z.string().transform((days) => (days === '' ? [] : days.split(',').map(Number))),
  hour: z.coerce.number(),
  zone: z.string(),
});

export function fieldsOf({ pace, weekdays, hour, timeZone }: SlotInput): Record<string, string> {
  return { pace, days: weekdays.join(','), hour: String(hour), zone: timeZone };
}

export function slotOf({ pace, days, hour, zone }: z.infer<typeof chosenFields>): SlotInput {
  return { pace, weekdays: days, hour, timeZone: zone };
}

/** The times in an address; null where none are. Whether anybody can have them, the flow finds out. */
export async function chosenIn(query: Query): Promise<SlotInput | null> {
  const { data } = chosenFields.safeParse(await query);
  return data ? slotOf(data) : null;
}

/** The learner's page with these times to look at. */
export function pageWith(token: string, fields: Record<string, string>, more = ''): string {
  return `/manage/${token}?${new URLSearchParams(fields)}${more}`;
}
