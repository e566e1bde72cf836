import type { Course } from '#lib/domain/course.ts';
import { Button } from './blocks/button.tsx';
import { Envelopes } from './blocks/envelopes.tsx';
import { Choices, Note } from './blocks/footer.tsx';
import { RedFlags } from './blocks/red-flags.tsx';
import { Section } from './blocks/section.tsx';
import { Table } from './blocks/table.tsx';
import { Greeting, Heading, Link, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';
import { color, font } from './theme.ts';

export type CompletionProps = {
  siteName: string;
  courseTitle: string;
  redFlags: Course['redFlags'];
  /** In order, each with the address of its web version. */
  lessons: readonly { title: string; minutes: number; url: string }[];
  greeting: string;
  askedOn: string;
  manageUrl: string;
  leaveUrl: string;
  heldUrl: string;
  postalAddress: string;
};

export const completionSubject = (courseTitle: string) => `You have finished ${courseTitle}`;

/** The last mail of a course: nothing follows it. */
export default function Completion(props: CompletionProps) {
  const { siteName, courseTitle, lessons, greeting, manageUrl } = props;
  const total = lessons.length;
  return (
    <Layout
      title={completionSubject(courseTitle)}
      preheader="All lessons to read again, and the end: you will get no further mail from this course."
      siteName={siteName}
      footer={<Footer {...props} />}
    >
      <Section above={20}>
        <Envelopes had={total} total={total} />
        <Text face="note" tone="soft">
          <b className="ink" style={{ color: color.ink }}>{`All ${total} lessons`}</b>
          {' · the course is complete'}
        </Text>
      </Section>
      <Section above={20}>
        <Title>You have finished the course</Title>
        <Greeting above={20}>{greeting}</Greeting>
        <Text above={18}>
          {'Congratulations: you have come to the end of '}
          <i>{courseTitle}</i>
          {'. Keep whatever helped; whatever didn’t is no fault of yours.'}
        </Text>
        <Text above={18}>
          <b>You will get no further mail from this course.</b>
          {' The lessons stay here for you, and so does your page, where you can begin again.'}
        </Text>
      </Section>
      <Section>
        <Heading>All lessons</Heading>
        <Table width="100%" style={{ marginTop: '12px' }}>
          {lessons.map((lesson, index) => (
            <LessonRow key={lesson.title} number={index + 1} {...lesson} />
          ))}
        </Table>
      </Section>
      <Section above={24}>
        <Button href={manageUrl}>Open my page</Button>
      </Section>
      <Section below={36}>
        <RedFlags redFlags={props.redFlags} />
      </Section>
    </Layout>
  );
}

function LessonRow({
  number,
  title,
  minutes,
  url,
}: {
  number: number;
  title: string;
  minutes: number;
  url: string;
}) {
  const cell = { borderTop: `1px solid ${color.rule}`, padding: '10px 0' };
  return (
    <tr data-row>
      <td
        className="ink line"
        width="28"
        valign="top"
        style={{ ...cell, font: font.uiStrong, color: color.ink }}
        data-label
      >
        {`${number}.`}
      </td>
      <td className="line" style={{ ...cell, font: font.ui }}>
        <Link href={url}>{title}</Link>
      </td>
      <td
        className="soft line"
        align="right"
        valign="top"
        width="64"
        style={{ ...cell, font: font.note, color: color.soft }}
        data-skip-in-text
      >
        {`${minutes} min`}
      </td>
    </tr>
  );
}

function Footer({ courseTitle, askedOn, manageUrl, leaveUrl, heldUrl, postalAddress }: CompletionProps) {
  return (
    <>
      <Note above={0}>
        {'You get this because you asked for the course '}
        <i>{courseTitle}</i>
        {` on ${askedOn} and confirmed it.`}
      </Note>
      <Choices
        links={[
          { label: 'Your page', href: manageUrl },
          { label: 'What we hold about you', href: heldUrl },
          { label: 'Leave this course', href: leaveUrl },
        ]}
      />
      <Note above={0}>
        <b>General learning, not medical advice.</b>
        {' It doesn’t replace your doctor, pharmacist or dietitian.'}
      </Note>
      <Note>
        A person reads replies.
        <br />
        {postalAddress}
      </Note>
    </>
  );
}
