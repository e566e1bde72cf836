import { comeBack } from '#lib/flows/come-back.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import type { Runtime } from '#lib/runtime.ts';
import { type Learner, learnerOf, lessonOneDue } from './learner.ts';
import { beginAt } from './runtime.ts';
import { learningTea } from './small-course.ts';

/** So many days ago they confirmed, all of them at noon (UTC). */
const JOINED = { dan: 35, gus: 35, kay: 28, cleo: 21, ben: 14, finn: 14, eva: 14, ada: 5, ivy: 5 } as const;

export type Cast = Record<keyof typeof JOINED | 'hal', Learner>;

/**
 * Somebody at every place of the tea course, as it stands on Wednesday 6 January 2027: hal waits for his first, ada has had one, ivy one and her second is
 * leaving, ben two, cleo three, kay all four but not the closing mail. Finn pauses and eva has left, both after two; dan
 * has finished, and gus has begun again and had one.
 */
export async function everyPlace(runtime: Runtime): Promise<Cast> {
  await beginAt(runtime, '2026-12-02T12:00:00Z');
  const cast: Partial<Cast> = {};
  let daysLeft: number = JOINED.dan;
  for (const [name, days] of Object.entries(JOINED) as [keyof typeof JOINED, number][]) {
    if (daysLeft > days) await passDays(runtime, daysLeft - days);
    daysLeft = days;
    cast[name] = await learningTea(runtime, name);
  }
  await passDays(runtime, daysLeft - 1);
  const { gus, finn, eva, ivy, ...others } = cast as Omit<Cast, 'hal'>;
  await comeBack(runtime, await gus.token('manage'), 'again');
  await pause(runtime, await finn.token('manage'), null);
  await leaveCourse(runtime, await eva.token('manage'));
  await passDays(runtime, 1);
  await sendNow(runtime, await ivy.token('manage'));
  await plan(runtime);
  await lessonOneDue(runtime, ['hal'], 'tea');
  return { ...others, gus, finn, eva, ivy, hal: learnerOf(runtime, 'hal@example.org') };
}
