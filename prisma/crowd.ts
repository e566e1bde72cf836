import { confirm } from '#lib/flows/confirm.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { markRead } from '#lib/flows/note-progress.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { recordEvent } from '#lib/flows/record-event.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import type { Runtime } from '#lib/runtime.ts';
import { type Chance, createChance } from './chance.ts';

const DAYS = 56;
const SEED = 2027;
const COURSE = 'leaky-gut';
const ZONES = ['Europe/Paris', 'Europe/Berlin', 'Europe/London', 'America/New_York', 'Asia/Tokyo'];
const DOMAIN = '@crowd.example';

/** Of those who are asked, or mailed: how many do what. */
const HABITS = { confirm: 0.78, read: 0.45, pause: 0.02, leave: 0.008, bounce: 0.004, complain: 0.0002 };

/**
 * People who sign up over eight weeks of course time, an equal number each day, and take the course as people do: some
 * never confirm, some read, pause or leave, some mail comes back. The same people do the same each time. Everything goes
 * through the flows, so it is as real as anything in the outbox.
 * @param onDay told each day, from 1
 * @returns false when a crowd is here already: nothing was changed
 */
export async function liveCrowd(
  runtime: Runtime,
  people: number,
  onDay: (day: number, days: number) => void,
): Promise<boolean> {
  const { db } = runtime;
  if ((await db.subscriber.count({ where: { addressKey: { endsWith: DOMAIN } } })) > 0) return false;
  const chance = createChance(SEED);
  for (let day = 1, arrived = 0; day <= DAYS; day++) {
    const until = Math.round((people * day) / DAYS);
    const dayBegan = await runtime.now();
    for (; arrived < until; arrived++) await arrive(runtime, chance, arrived + 1);
    await passDays(runtime, 1);
    await reactToMail(runtime, chance, dayBegan);
    onDay(day, DAYS);
  }
  return true;
}

async function arrive(runtime: Runtime, chance: Chance, number: number): Promise<void> {
  const email = `learner-${number}${DOMAIN}`;
  const timeZone = chance.oneOf(ZONES);
  await signUp(runtime, { email, course: COURSE, timeZone, source: 'demo', network: null });
  await runUntilQuiet(runtime);
  const asked = await runtime.db.signUp.findFirst({ where: { addressKey: email } });
  if (asked && chance.next() < HABITS.confirm)
    await confirm(runtime, runtime.tokens.sign('confirm', asked.id), { network: null });
}

/** What the crowd does with the mail of a day, and what a provider would report of it. */
async function reactToMail(runtime: Runtime, chance: Chance, since: Date): Promise<void> {
  const { db, tokens } = runtime;
  const sent = await db.delivery.findMany({
    where: { state: 'sent', sentAt: { gte: since }, subscriber: { addressKey: { endsWith: DOMAIN } } },
    orderBy: [{ sentAt: 'asc' }, { subscriber: { addressKey: 'asc' } }],
    include: { subscriber: { select: { addressKey: true } } },
  });
  for (const { id, kind, enrollmentId, subscriber } of sent) {
    const effect = fateOf(chance);
    await recordEvent(runtime, `demo-${id}`, {
      type: 'demo',
      effect,
      providerId: null,
      deliveryId: id,
      recipients: [subscriber.addressKey],
      bounce: effect === 'hard bounce' ? 'Permanent' : null,
      occurredAt: null,
    });
    if (kind !== 'lesson' || enrollmentId === null || effect !== 'delivered') continue;
    if (chance.next() < HABITS.read) await markRead(runtime, tokens.sign('lesson', id));
    const own = tokens.sign('manage', enrollmentId);
    const mood = chance.next();
    if (mood < HABITS.leave) await leaveCourse(runtime, own);
    else if (mood < HABITS.leave + HABITS.pause) await pause(runtime, own, chance.oneOf([1, 2, 4, null]));
  }
}

function fateOf(chance: Chance): 'delivered' | 'hard bounce' | 'complained' {
  const luck = chance.next();
  if (luck < HABITS.complain) return 'complained';
  return luck < HABITS.complain + HABITS.bounce ? 'hard bounce' : 'delivered';
}
