import { writeAudit } from '../../db/audit.ts';
import { transaction } from '../../db/client.ts';
import type { Desk } from './desk.ts';

/** Writes down that the keys which sign links were changed; their ids are no secret. */
export function noteKeyChange(desk: Desk, action: 'keys.rotate' | 'keys.retire', id: string): Promise<void> {
  return transaction(desk.db, (tx) => writeAudit(tx, desk.actor, action, null, { key: id }));
}
