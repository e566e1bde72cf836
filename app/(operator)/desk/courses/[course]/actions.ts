'use server';

import { z } from 'zod';
import type { Refusal } from '#app/form.ts';
import { publishCourse } from '#lib/flows/desk/course-publishing.ts';
import { sendTestToOperator } from '#lib/flows/desk/test-mail.ts';
import { actAsOperator } from '../../../act-as-operator.ts';
import { currentSession } from '../../../session.ts';

const slug = z.string().regex(/^[a-z0-9-]{1,100}$/, 'This form is not whole. Open the course again.');

/** “Publish it.” */
export async function publishIt(_before: Refusal, form: FormData): Promise<Refusal> {
  const fields = z.object({
    course: slug,
    stamp: z.string().max(100),
    also: z.string().max(10_000).default(''),
  });
  return actAsOperator(form, fields, async ({ course, stamp, also }, desk) => {
    const done = await publishCourse(desk, course, { stamp, also: also.split(' ').filter(Boolean) });
    // What stands in the way changes what the page shows, so the page says it.
    const said = done.ok ? 'said=published' : `effect=1&said=${done.why}`;
    return { goTo: `/desk/courses/${course}?${said}#content` };
  });
}

/** “Send me this mail.” */
export async function sendMe(_before: Refusal, form: FormData): Promise<Refusal> {
  const fields = z.object({ course: slug, mail: z.string().max(200) });
  return actAsOperator(form, fields, async ({ course, mail }, desk) => {
    const session = await currentSession();
    if (!session) return { goTo: '/desk/sign-in' };
    const sent = await sendTestToOperator(desk, session.operator.id, { course, mail });
    return sent.ok
      ? { goTo: `/desk/courses/${course}/mail/${mail}?said=sent#content` }
      : { problem: sent.problem };
  });
}
