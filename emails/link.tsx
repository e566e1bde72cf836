import { Button } from './blocks/button.tsx';
import { Choices, Note } from './blocks/footer.tsx';
import { Section } from './blocks/section.tsx';
import { Address, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';

export type PageLinkProps = {
  siteName: string;
  courseTitle: string;
  manageUrl: string;
  heldUrl: string;
  siteUrl: string;
  postalAddress: string;
};

export const linkSubject = (courseTitle: string) => `Your page for ${courseTitle}`;

/** Gives somebody who already has a place in a course the way back to it. */
export default function PageLink(props: PageLinkProps) {
  const { siteName, courseTitle, manageUrl } = props;
  return (
    <Layout
      title={linkSubject(courseTitle)}
      preheader="Your place is kept. This link opens your page, where you can go on, pause or leave."
      siteName={siteName}
      footer={<Footer {...props} />}
    >
      <Section above={20}>
        <Title>Your page</Title>
        <Text above={20}>
          {'This address already has a place in '}
          <i>{courseTitle}</i>
          {
            ', and it is kept. On your page you see where you are, read the lessons you have had, change the day, pause, go on or leave.'
          }
        </Text>
      </Section>
      <Section above={24}>
        <Button href={manageUrl}>Open my page</Button>
        <Text face="note" tone="soft" above={16}>
          The link needs no password, so keep it to yourself: whoever has it can open your page.
        </Text>
      </Section>
      <Section below={36}>
        <Text face="uiStrong" above={0}>
          If you did not ask for this, do nothing.
        </Text>
        <Text face="ui" above={4}>
          Nothing has changed, and no lesson comes because of this mail.
        </Text>
      </Section>
    </Layout>
  );
}

function Footer({ siteUrl, heldUrl, postalAddress }: PageLinkProps) {
  return (
    <>
      <Note above={0}>
        {'You get this one mail because this address was entered at '}
        <Address href={siteUrl} />
      </Note>
      <Choices links={[{ label: 'What we hold about you', href: heldUrl }]} />
      <Note above={0}>{postalAddress}</Note>
    </>
  );
}
