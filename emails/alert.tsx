import { Button } from './blocks/button.tsx';
import { Choices, Note } from './blocks/footer.tsx';
import { Section } from './blocks/section.tsx';
import { Address, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';

export type AlertMailProps = {
  siteName: string;
  /** A sentence. */
  what: string;
  since: string;
  whatToDo: string;
  deskUrl: string;
  siteUrl: string;
  privacyUrl: string;
  postalAddress: string;
};

export const ALERT_SUBJECT = 'Your mail wants a look';

/** Tells an operator that something is broken: once, when it begins. */
export default function AlertMail({
  siteName,
  what,
  since,
  whatToDo,
  deskUrl,
  siteUrl,
  privacyUrl,
  postalAddress,
}: AlertMailProps) {
  return (
    <Layout
      title={ALERT_SUBJECT}
      preheader="Something about sending is broken. Here is what, and what to do about it."
      siteName={siteName}
      footer={
        <>
          <Note above={0}>
            {'You get this because you are an operator of '}
            <Address href={siteUrl} />
          </Note>
          <Choices links={[{ label: 'What is kept, and why', href: privacyUrl }]} />
          <Note above={0}>{postalAddress}</Note>
        </>
      }
    >
      <Section above={20}>
        <Title>Something wants a look</Title>
        <Text above={20}>{what}</Text>
        <Text above={20}>{whatToDo}</Text>
      </Section>
      <Section above={24} below={36}>
        <Button href={deskUrl}>Go to the desk</Button>
        <Text face="note" tone="soft" above={16}>
          {'It began '}
          {since}
          {'. You are not mailed again while it lasts; the desk says when it is over.'}
        </Text>
      </Section>
    </Layout>
  );
}
