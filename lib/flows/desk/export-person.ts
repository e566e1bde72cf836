import { writeAudit } from '../../db/audit.ts';
import { transaction } from '../../db/client.ts';
import { parseAddress } from '../../domain/address.ts';
import { dataAt, type PersonData } from '../person-data.ts';
import type { Desk } from './desk.ts';
import { isUuid } from './people.ts';
import { personAt } from './person.ts';

export type Export = { ok: true; data: PersonData } | { ok: false; problem: string };

/** All that is held under an address, as `docs/your-data.md` says; and that a copy was taken is written down first. */
export async function exportByAddress(desk: Desk, typed: string): Promise<Export> {
  const result = await dataAt(desk, typed);
  if (!result.ok) return result;
  const parsed = parseAddress(typed);
  const id = parsed.ok ? await personAt(desk, parsed.key) : null;
  await transaction(desk.db, (tx) =>
    writeAudit(tx, desk.actor, 'subscriber.export', id === null ? null : `subscriber/${id}`),
  );
  return result;
}

/** The same of the person of a page; null when there is nobody with this id. */
export async function exportPerson(desk: Desk, id: string): Promise<PersonData | null> {
  const person = isUuid(id) ? await desk.db.subscriber.findUnique({ where: { id } }) : null;
  const result = person && (await exportByAddress(desk, person.addressKey));
  return result?.ok ? result.data : null;
}
