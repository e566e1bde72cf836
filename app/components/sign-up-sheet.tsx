import { headers } from 'next/headers';
import { findSite } from '#app/site.ts';
import type { Course } from '#lib/domain/course.ts';
import { signFormTime } from '#lib/domain/form-time.ts';
import { describeSlot, weekdayName } from '#lib/domain/schedule.ts';
import { getRuntime } from '#lib/runtime.ts';
import { SignUpForm } from './sign-up-form.tsx';
import { Stamp } from './stamp.tsx';

/** The sheet a learner writes their address on. `page` is the path it stands on, which the consent records. */
export async function SignUpSheet({ course, page }: { course: Course; page: string }) {
  const { tokens, now } = await getRuntime();
  const hour = (await findSite()).hour ?? course.hour;
  const slot = describeSlot({
    pace: 'weekly',
    weekdays: [course.weekday],
    hour,
    timeZone: course.timeZone,
  });
  return (
    <div className="letter">
      <Stamp
        day={weekdayName(course.weekday).slice(0, 3).toUpperCase()}
        hour={`${String(hour).padStart(2, '0')}:00`}
        value={course.lessons.length}
      />
      <p className="from">
        From the authors
        <br />
        of this course
      </p>
      <SignUpForm
        course={course.slug}
        page={page}
        shown={signFormTime(tokens, await now())}
        daysAndHour={slot.slice(0, slot.lastIndexOf(','))}
        timeZone={course.timeZone}
        nonce={(await headers()).get('x-nonce') ?? ''}
      />
      <p className="note" id="privacy-line">
        Free. No tracking, no sharing. Leave from any lesson with one button.{' '}
        <a href="/privacy">What we hold about you</a>
      </p>
    </div>
  );
}
