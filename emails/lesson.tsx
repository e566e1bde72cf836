import type { Course, Lesson } from '#lib/domain/course.ts';
import { Envelopes } from './blocks/envelopes.tsx';
import { Known } from './blocks/known.tsx';
import { LessonBody } from './blocks/lesson-body.tsx';
import { LessonFooter, reviewOf } from './blocks/lesson-footer.tsx';
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
  /** The next lesson, and the link that asks for it now; null after the last one. */
  next: { title: string; preheader: string; nowUrl: string } | null;
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
          <b className="ink" style={{ color: color.ink }}>{`Lesson ${number} of ${total}`}</b>
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
            {`Last lesson: ${lesson.recap}`}
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
        {next ? (
          <Next
            label={`Next: lesson ${number + 1}`}
            title={next.title}
            about={next.preheader}
            when={nextWhen}
            button={{ label: `Send me lesson ${number + 1} now`, href: next.nowUrl }}
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

const page = 'http://localhost:3000/manage/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2lnbmVkLWJ5LXRoZS1zaXRl';

LessonMail.PreviewProps = {
  siteName: 'Lettercourse',
  course: {
    title: 'Seven lessons on “leaky gut”',
    disclosure: 'An article by a company that sells gut tests gave us the idea. We sell nothing here.',
    redFlags: {
      title: 'See a doctor, don’t wait for a lesson, if',
      soon: ['you bleed from your bottom', 'your weight is going down though you are not trying'],
      emergency: 'Sudden severe tummy pain or trouble breathing: call your emergency number now.',
    },
  },
  lesson: {
    slug: 'food',
    formerly: [],
    title: 'What food can and can’t do',
    subject: 'Food and your gut: what has been tested in people',
    preheader: 'No diet is proven to close a leaky gut. Some food advice is still worth having.',
    recap: 'many things can upset a gut, and some need treatment.',
    minutes: 6,
    action: {
      title: 'Add one food with fibre',
      text: 'Once a day, eat one more food with fibre that suits you.',
    },
    check: {
      question: 'What does the evidence say about bone broth?',
      answers: ['Trials prove that it seals the gut.', 'We found no good trials.', 'It is dangerous.'],
      correct: 1,
      explanation: 'The one human study we found had no comparison group.',
      cites: [],
    },
    reviewed: { date: '2026-11-22', by: null },
    body: [
      {
        type: 'paragraph',
        children: [{ type: 'text', text: 'If your gut is sore, somebody has told you what to eat.' }],
      },
      { type: 'heading', level: 2, children: [{ type: 'text', text: 'No diet is proven to close it' }] },
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'A review in 2024 gathered 12 studies of food and the gut lining.' },
          { type: 'cite', numbers: [1] },
        ],
      },
      { type: 'claim', row: '2.1', grade: 'limited', reason: 'one review, one trial with indirect markers' },
      {
        type: 'safety',
        title: 'Ask first',
        blocks: [
          {
            type: 'paragraph',
            children: [{ type: 'text', text: 'Keep eating gluten until you have been tested.' }],
          },
        ],
      },
    ],
    known: [[{ type: 'text', text: 'Fibre feeds microbes of the gut.' }]],
    unknown: [[{ type: 'text', text: 'Whether food changes how leaky a gut is.' }]],
    references: [
      {
        id: 'nascimento2024',
        title: 'Can Diet Alter the Intestinal Barrier Permeability in Healthy People? A Systematic Review',
        authors: 'Nascimento DSM, Mota ACCC, Carvalho MCC',
        year: 2024,
        journal: 'Nutrients 16(12):1871',
        type: 'systematic review',
        n: '12 studies',
        doi: null,
        pmid: '38931225',
        url: 'https://pubmed.ncbi.nlm.nih.gov/38931225/',
        finding: '',
        checked: 'yes',
        checkedNote: '',
      },
    ],
  },
  number: 3,
  total: 7,
  missed: null,
  next: {
    title: 'Feeding the microbes',
    preheader: 'Prebiotics, probiotics and butyrate: what trials in people found, and what they did not.',
    nowUrl: `${page}#now`,
  },
  greeting: 'Dear Ada,',
  nextWhen: 'Monday 30 November at 09:00, Europe/Paris',
  askedOn: '10 November 2026',
  webUrl: 'http://localhost:3000/lesson/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2lnbmVkLWJ5LXRoZS1zaXRl',
  checkUrl: 'http://localhost:3000/lesson/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2lnbmVkLWJ5LXRoZS1zaXRl#check',
  sourcesUrl: 'http://localhost:3000/courses/leaky-gut/sources',
  manageUrl: page,
  pauseUrl: `${page}#pause`,
  changeUrl: `${page}#change`,
  leaveUrl: 'http://localhost:3000/unsubscribe/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2lnbmVkLWJ5LXRoZS1zaXRl',
  heldUrl: `${page}#held`,
  postalAddress: 'Lettercourse, 1 Example Street, 75000 Paris, France',
} satisfies LessonMailProps;
