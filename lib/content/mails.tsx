import type { ReactElement } from 'react';
import Completion, { completionSubject } from '#emails/completion.tsx';
import Confirmation, { confirmationSubject } from '#emails/confirmation.tsx';
import CorrectionMail, { correctionSubject } from '#emails/correction.tsx';
import LessonMail from '#emails/lesson.tsx';
import PageLink, { linkSubject } from '#emails/link.tsx';
import type { Correction, Course, Lesson } from '#lib/domain/course.ts';
import type { NumberedLesson } from '#lib/domain/course-sources.ts';
import type { EditionKind } from '#lib/domain/edition.ts';

/**
 * A mail as its template makes it. `body` asks for the value of each slot by name: for marks when an edition is made, for
 * a person's values when a test wants to see what React itself would have sent.
 */
export type Mail = { kind: EditionKind; subject: string; body: (slot: ValueOf) => ReactElement };
export type ValueOf = (name: string) => string;

export function confirmationMail({ title: courseTitle }: Course): Mail {
  return {
    kind: 'confirmation',
    subject: confirmationSubject(courseTitle),
    body: (slot) => (
      <Confirmation
        siteName={slot('siteName')}
        courseTitle={courseTitle}
        confirmUrl={slot('confirmUrl')}
        expiresOn={slot('expiresOn')}
        slot={slot('slot')}
        siteUrl={slot('siteUrl')}
        privacyUrl={slot('privacyUrl')}
        postalAddress={slot('postalAddress')}
      />
    ),
  };
}

export function linkMail({ title: courseTitle }: Course): Mail {
  return {
    kind: 'link',
    subject: linkSubject(courseTitle),
    body: (slot) => (
      <PageLink
        siteName={slot('siteName')}
        courseTitle={courseTitle}
        manageUrl={slot('manageUrl')}
        heldUrl={slot('heldUrl')}
        siteUrl={slot('siteUrl')}
        postalAddress={slot('postalAddress')}
      />
    ),
  };
}

/**
 * - `after a doubt`: with a link to the lesson before, of which nobody can tell whether it arrived
 * - `again`: once more, to who asked for it; what comes next is not said, since it changes nothing about that
 */
export type LessonSent = 'in its turn' | 'after a doubt' | 'again';

/** One lesson's mail. */
export function lessonMail(course: Course, lesson: Lesson, how: LessonSent = 'in its turn'): Mail {
  const index = course.lessons.indexOf(lesson);
  const isLast = index + 1 === course.lessons.length;
  return {
    kind: how === 'again' ? 'again' : 'lesson',
    subject: lesson.subject,
    body: (slot) => (
      <LessonMail
        siteName={slot('siteName')}
        course={course}
        lesson={lesson}
        number={index + 1}
        total={course.lessons.length}
        missed={how === 'after a doubt' ? { title: slot('missedTitle'), url: slot('missedUrl') } : null}
        place={slot('place')}
        recapLabel={lesson.recap === null ? '' : slot('recapLabel')}
        next={how === 'again' ? 'unchanged' : isLast ? null : nextOf(slot)}
        greeting={slot('greeting')}
        nextWhen={how === 'again' ? '' : slot('nextWhen')}
        askedOn={slot('askedOn')}
        webUrl={slot('webUrl')}
        checkUrl={slot('checkUrl')}
        sourcesUrl={slot('sourcesUrl')}
        manageUrl={slot('manageUrl')}
        pauseUrl={slot('pauseUrl')}
        changeUrl={slot('changeUrl')}
        leaveUrl={slot('leaveUrl')}
        heldUrl={slot('heldUrl')}
        postalAddress={slot('postalAddress')}
      />
    ),
  };
}

/** Of every lesson but the last: after that nothing can come but the closing mail. */
function nextOf(slot: ValueOf) {
  const [label, title, about] = [slot('nextLabel'), slot('nextTitle'), slot('nextAbout')];
  return { label, title, about, button: slot('nextButton'), nowUrl: slot('nowUrl') };
}

export function completionMail(course: Course): Mail {
  return {
    kind: 'completion',
    subject: completionSubject(course.title),
    body: (slot) => (
      <Completion
        siteName={slot('siteName')}
        courseTitle={course.title}
        redFlags={course.redFlags}
        lessons={course.lessons.map(({ title, minutes }, index) => ({
          title,
          minutes,
          url: slot(`lesson${index + 1}Url`),
        }))}
        greeting={slot('greeting')}
        askedOn={slot('askedOn')}
        manageUrl={slot('manageUrl')}
        leaveUrl={slot('leaveUrl')}
        heldUrl={slot('heldUrl')}
        postalAddress={slot('postalAddress')}
      />
    ),
  };
}

/** The mail for those who had a lesson before it was corrected. */
export function correctionMail(
  course: Course,
  correction: Correction,
  { number, lesson }: NumberedLesson,
): Mail {
  return {
    kind: 'correction',
    subject: correctionSubject(number, lesson.title),
    body: (slot) => (
      <CorrectionMail
        siteName={slot('siteName')}
        courseTitle={course.title}
        disclosure={course.disclosure}
        correction={correction}
        lesson={lesson}
        number={number}
        greeting={slot('greeting')}
        askedOn={slot('askedOn')}
        webUrl={slot('webUrl')}
        lessonUrl={slot('lessonUrl')}
        changesUrl={slot('changesUrl')}
        manageUrl={slot('manageUrl')}
        pauseUrl={slot('pauseUrl')}
        leaveUrl={slot('leaveUrl')}
        heldUrl={slot('heldUrl')}
        postalAddress={slot('postalAddress')}
      />
    ),
  };
}
