import type { Correction, Course, Lesson } from '#lib/domain/course.ts';
import { formatDay } from '#lib/domain/date-words.ts';
import { Choices, Note } from './blocks/footer.tsx';
import { HealthLimits } from './blocks/health-limits.tsx';
import { Opened, Section } from './blocks/section.tsx';
import { Greeting, Heading, Link, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';

export type CorrectionMailProps = {
  siteName: string;
  courseTitle: string;
  disclosure: Course['disclosure'];
  correction: Pick<Correction, 'date' | 'was' | 'now' | 'because'>;
  lesson: Pick<Lesson, 'title' | 'reviewed'>;
  /** Which lesson, counted from 1. */
  number: number;
  greeting: string;
  askedOn: string;
  /** This correction on the web. */
  webUrl: string;
  /** The lesson as it is now, for whoever was sent it. */
  lessonUrl: string;
  changesUrl: string;
  manageUrl: string;
  pauseUrl: string;
  leaveUrl: string;
  heldUrl: string;
  postalAddress: string;
};

/** A phone shows so much of a subject. */
const LONGEST_SUBJECT = 60;

/** “A correction to lesson 3: What food can and can’t do”, cut between two words where it is too long. */
export function correctionSubject(number: number, lessonTitle: string): string {
  const whole = `A correction to lesson ${number}: ${lessonTitle}`;
  if (whole.length <= LONGEST_SUBJECT) return whole;
  return `${whole.slice(0, LONGEST_SUBJECT).replace(/[\s,;:.–-]*\s\S*$/, '')}…`;
}

/** For whoever was sent a lesson that said something wrong: what it said, what it says now, and why. */
export default function CorrectionMail(props: CorrectionMailProps) {
  const { siteName, courseTitle, correction, lesson, number, greeting, webUrl } = props;
  const day = formatDay(new Date(`${correction.date}T00:00:00Z`), 'UTC');
  return (
    <Layout
      title={correctionSubject(number, lesson.title)}
      preheader={`Lesson ${number} said something wrong. What it said, what it says now, and why.`}
      siteName={siteName}
      webUrl={webUrl}
      footer={<Footer {...props} />}
    >
      <Section above={20}>
        <Text face="note" tone="soft" above={0}>{`Corrected on ${day}`}</Text>
      </Section>
      <Section above={8}>
        <Title>{`A correction to lesson ${number}`}</Title>
        <Greeting above={20}>{greeting}</Greeting>
        <Text above={18}>
          {'We sent you something wrong, and are sorry. It stood in '}
          <Link href={props.lessonUrl}>{lesson.title}</Link>
          {', a lesson of '}
          <i>{courseTitle}</i>
          {'. The link opens it as it is now.'}
        </Text>
      </Section>
      <Section>
        <Heading>It said</Heading>
        <Text tone="soft" above={8}>
          {correction.was}
        </Text>
      </Section>
      <Section above={24}>
        <Opened by="accent">
          <Heading>It says now</Heading>
          <Text above={8}>{correction.now}</Text>
        </Opened>
      </Section>
      <Section above={24}>
        <Heading>Why</Heading>
        <Text above={8}>{correction.because}</Text>
      </Section>
      <Section below={36}>
        <Text face="ui" tone="soft" above={0}>
          {'Your place in the course stays as it is. '}
          <Link href={props.changesUrl}>All corrections of this course</Link>
        </Text>
      </Section>
    </Layout>
  );
}

function Footer({ lesson, disclosure, askedOn, postalAddress, ...urls }: CorrectionMailProps) {
  return (
    <>
      <Note above={0}>
        {`You get this because you asked for the course on ${askedOn}, confirmed it, and had this lesson before it was corrected.`}
      </Note>
      <Choices
        links={[
          { label: 'Your page', href: urls.manageUrl },
          { label: 'Pause', href: urls.pauseUrl },
          { label: 'Leave this course', href: urls.leaveUrl },
          { label: 'What we hold about you', href: urls.heldUrl },
        ]}
      />
      <HealthLimits lesson={lesson} disclosure={disclosure} />
      <Note>
        A person reads replies.
        <br />
        {postalAddress}
      </Note>
    </>
  );
}

const page = 'http://localhost:3000/manage/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2lnbmVkLWJ5LXRoZS1zaXRl';
const changes = 'http://localhost:3000/courses/leaky-gut/changes';

CorrectionMail.PreviewProps = {
  siteName: 'Lettercourse',
  courseTitle: 'Seven lessons on “leaky gut”',
  disclosure: 'An article by a company that sells gut tests gave us the idea. We sell nothing here.',
  correction: {
    date: '2026-12-01',
    was: 'Five weeks of pasta with added fibre closed the gut lining of 20 people.',
    now: 'Five weeks of pasta with added fibre lowered a marker of permeability in 20 healthy young men.',
    because: 'The study measured a marker, not the lining itself, and took only young men.',
  },
  lesson: { title: 'What food can and can’t do', reviewed: { date: '2026-12-01', by: null } },
  number: 3,
  greeting: 'Dear Ada,',
  askedOn: '10 November 2026',
  webUrl: `${changes}#2026-12-01-fibre`,
  lessonUrl: 'http://localhost:3000/lesson/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2lnbmVkLWJ5LXRoZS1zaXRl',
  changesUrl: changes,
  manageUrl: page,
  pauseUrl: `${page}#pause`,
  leaveUrl: 'http://localhost:3000/unsubscribe/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2lnbmVkLWJ5LXRoZS1zaXRl',
  heldUrl: `${page}#held`,
  postalAddress: 'Lettercourse, 1 Example Street, 75000 Paris, France',
} satisfies CorrectionMailProps;
