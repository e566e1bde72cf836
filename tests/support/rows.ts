import type { Runtime } from '#lib/runtime.ts';

/** Every row about people and their mail, as text: two of these are equal when nothing has changed in between. */
export async function allRows({ db }: Runtime): Promise<string> {
  const [row] = await db.$queryRaw<{ rows: string }[]>`
    SELECT jsonb_build_array(
      (SELECT jsonb_agg(t ORDER BY t."id") FROM "Subscriber" t), (SELECT jsonb_agg(t ORDER BY t."id") FROM "SignUp" t),
      (SELECT jsonb_agg(t ORDER BY t."id") FROM "Consent" t), (SELECT jsonb_agg(t ORDER BY t."id") FROM "Enrollment" t),
      (SELECT jsonb_agg(t ORDER BY t."deliveryId") FROM "Receipt" t), (SELECT jsonb_agg(t ORDER BY t."id") FROM "Delivery" t),
      (SELECT jsonb_agg(t ORDER BY t."id") FROM "Batch" t), (SELECT jsonb_agg(t ORDER BY t."serial") FROM "OutboxMessage" t)
    )::text AS "rows"`;
  if (!row) throw new Error('no answer');
  return row.rows;
}
