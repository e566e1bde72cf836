import { writeAudit } from '../../db/audit.ts';
import { transaction } from '../../db/client.ts';
import { withinLimit } from '../../db/limit.ts';
import { prepareTest } from '../prepare-test.ts';
import { sendTest } from '../send-test.ts';
import type { Desk } from './desk.ts';

const PER_HOUR = 10;

export type TestSent = { ok: true; subject: string } | { ok: false; problem: string };

/**
 * Sends an operator one mail of a course as its files have it, filled for nobody. It goes to the operator's own address
 * only, so that the desk can't be used to write to strangers.
 * @param mail as for `prepareTest`; without, the course's first lesson
 * @param dir where the courses are
 */
export async function sendTestToOperator(
  desk: Desk,
  operatorId: string,
  { course, mail = '1' }: { course: string; mail?: string },
  dir?: string,
): Promise<TestSent> {
  const operator = await desk.db.operator.findUniqueOrThrow({ where: { id: operatorId } });
  const prepared = await prepareTest(desk, { course, mail, address: operator.email }, dir);
  if (!prepared.ok) return { ok: false, problem: `${prepared.problems[0]} Nothing was sent.` };
  if (!(await withinLimit(desk.db, `test-mail/${operatorId}`, PER_HOUR, 3600)))
    return {
      ok: false,
      problem: `Nothing was sent: ${PER_HOUR} test mails in an hour are enough. Try again later.`,
    };
  const sent = await sendTest(desk, prepared.message);
  if (!sent.ok) return sent;
  await transaction(desk.db, (tx) =>
    writeAudit(tx, desk.actor, 'test-mail.send', `course/${course}`, { mail }),
  );
  return { ok: true, subject: prepared.message.subject };
}
