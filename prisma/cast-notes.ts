import { lessonView } from '#lib/flows/lesson.ts';
import { manageView } from '#lib/flows/manage.ts';
import { answerCheck, markRead } from '#lib/flows/note-progress.ts';
import type { Runtime } from '#lib/runtime.ts';

/**
 * Somebody reads what they have had but the newest lesson, and answers two of the questions: the first rightly, the
 * second not.
 * @param manageToken of their own page
 */
export async function readAndAnswer(runtime: Runtime, manageToken: string): Promise<void> {
  const view = await manageView(runtime, manageToken);
  const had = view?.lessons.flatMap(({ token }) => token ?? []) ?? [];
  for (const token of had.slice(0, -1)) await markRead(runtime, token);
  for (const [place, token] of had.slice(0, 2).entries()) {
    const check = (await lessonView(runtime, token))?.lesson.check;
    const answer = check?.answers.find((_, index) => (index === check.correct) === (place === 0));
    await answerCheck(runtime, token, answer ?? '');
  }
}
