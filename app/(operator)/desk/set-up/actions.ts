'use server';

import { z } from 'zod';
import type { Refusal } from '#app/form.ts';
import { publishedCourses } from '#lib/flows/course-page.ts';
import { sendTestToOperator } from '#lib/flows/desk/test-mail.ts';
import { actAsOperator } from '../../act-as-operator.ts';
import { currentSession } from '../../session.ts';

/** “Send me a test mail.” */
export async function sendOne(_before: Refusal, form: FormData): Promise<Refusal> {
  return actAsOperator(form, z.object({}), async (_, desk) => {
    const session = await currentSession();
    const [course] = await publishedCourses(desk);
    if (!session || !course) return { problem: 'Publish a course first: a test mail is one of its lessons.' };
    const sent = await sendTestToOperator(desk, session.operator.id, { course: course.slug });
    return sent.ok ? { goTo: '/desk/set-up?said=sent#content' } : { problem: sent.problem };
  });
}
