import type { Course, Lesson } from '#lib/domain/course.ts';
import { Envelopes } from './blocks/envelopes.tsx';
import { reviewOf } from './blocks/health-limits.tsx';
import { Known } from './blocks/known.tsx';
import { LessonBody } from './blocks/lesson-body.tsx';
import { LessonFooter } from './blocks/lesson-footer.tsx';
import { Next } from './blocks/next.tsx';
import { RedFlags } from './blocks/red-flags.tsx';
import { References } from './blocks/references.tsx';
import { Opened, Section } from './blocks/section.tsx';
import { Answer, SelfCheck } from './blocks/self-check.tsx';
import { Greeting, Heading, Link, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';
import { color } from './theme.ts';

export type LessonMailProps = {
  siteName: string;
  course: Pick<Course, 'title' | 'redFlags' | 'disclosure'>;
  lesson: Lesson;
  /** Which lesson of how many, counted from 1. */
  number: number;
  total: number;
  /** The lesson before, where nobody can tell whether its mail arrived; null where it did. */
  missed: { title: string; url: string } | null;
  /** “Lesson 3 of 7”, and what its reader should know about that. */
  place: string;
  /** What stands before the recap: “Last lesson:”. */
  recapLabel: string;
  /**
   * What comes next, and the link that asks for it now; null after the last lesson. `unchanged` in a lesson that is sent
   * again, which says where to look instead of when.
   */
  next: { label: string; title: string; about: string; button: string; nowUrl: string } | null | 'unchanged';
  greeting: string;
  nextWhen: string;
  askedOn: string;
  webUrl: string;
  /** Of its question on the web. */
  checkUrl: string;
  sourcesUrl: string;
  manageUrl: string;
  pauseUrl: string;
  changeUrl: string;
  leaveUrl: string;
  heldUrl: string;
  postalAddress: string;
};

/** One lesson, with everything that can be done about the course at its end. */
export default function LessonMail(props: LessonMailProps) {
  const { siteName, lesson, number, total, missed, next, greeting, nextWhen, webUrl } = props;
  return (
    <Layout
      title={lesson.title}
      preheader={lesson.preheader}
      siteName={siteName}
      webUrl={webUrl}
      footer={<LessonFooter {...props} />}
    >
      <Section above={20}>
        <Envelopes had={number} total={total} />
        <Text face="note" tone="soft">
          <b className="ink" style={{ color: color.ink }}>
            {props.place}
          </b>
          {` · ${lesson.minutes} ${lesson.minutes === 1 ? 'minute' : 'minutes'} to read`}
        </Text>
        <Text face="note" tone="soft" above={2}>
          {`General learning, not medical advice. ${reviewOf(lesson)}`}
        </Text>
      </Section>
      <Section above={20}>
        <Title>{lesson.title}</Title>
        {lesson.recap && (
          <Text face="italic" tone="soft" above={20}>
            {`${props.recapLabel} ${lesson.recap}`}
          </Text>
        )}
        <Greeting above={lesson.recap ? 18 : 20}>{greeting}</Greeting>
      </Section>
      {missed && (
        <Section below={14}>
          <Opened by="accent">
            <Text face="ui" above={0}>
              {'We can’t tell whether our last mail reached you. If it didn’t, read it here: '}
              <Link href={missed.url}>{missed.title}</Link>
            </Text>
          </Opened>
        </Section>
      )}
      <LessonBody blocks={lesson.body} />
      {lesson.known.length + lesson.unknown.length > 0 && (
        <Section>
          <Known lesson={lesson} />
        </Section>
      )}
      <Section>
        <Opened by="accent">
          <Text face="ui" tone="soft" above={0}>
            {number === total ? 'One thing to do' : 'One thing to do this week'}
          </Text>
          <Heading above={4}>{lesson.action.title}</Heading>
          <Text above={8}>{lesson.action.text}</Text>
        </Opened>
      </Section>
      <Section>
        <SelfCheck check={lesson.check} url={props.checkUrl} />
      </Section>
      <Section>
        {next === 'unchanged' ? (
          <Text face="ui" above={0}>
            {
              'You asked for this lesson again, and that changes nothing about what comes next. What it is, and when it comes, stands on '
            }
            <Link href={props.manageUrl}>your page</Link>.
          </Text>
        ) : next ? (
          <Next
            label={next.label}
            title={next.title}
            about={next.about}
            when={nextWhen}
            button={{ label: next.button, href: next.nowUrl }}
          />
        ) : (
          <Next
            label="What comes next"
            title="A short closing mail"
            about={null}
            when={nextWhen}
            button={null}
          />
        )}
      </Section>
      <Section>
        {lesson.references.length > 0 && <References sources={lesson.references} />}
        <Text face="note">
          <Link href={props.sourcesUrl}>All sources of this course</Link>
        </Text>
        <Answer check={lesson.check} />
      </Section>
      <Section below={36}>
        <RedFlags redFlags={props.course.redFlags} />
      </Section>
    </Layout>
  );
}
