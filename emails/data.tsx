import { Button } from './blocks/button.tsx';
import { Choices, Note } from './blocks/footer.tsx';
import { Section } from './blocks/section.tsx';
import { Address, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';

export type DataMailProps = {
  siteName: string;
  dataUrl: string;
  expiresOn: string;
  manageUrl: string;
  siteUrl: string;
  privacyUrl: string;
  postalAddress: string;
};

export const DATA_SUBJECT = 'The link to what we hold about you';

/** Opens, for an hour, what is held of somebody: to see, download, change and delete. */
export default function DataMail(props: DataMailProps) {
  const { siteName, dataUrl, expiresOn } = props;
  return (
    <Layout
      title={DATA_SUBJECT}
      preheader="See it, download it, change your address, or delete all of it. The link works for one hour."
      siteName={siteName}
      footer={<Footer {...props} />}
    >
      <Section above={20}>
        <Title>What we hold about you</Title>
        <Text above={20}>
          Behind this link you see all of it. You can download it, move to another address, or delete
          everything.
        </Text>
      </Section>
      <Section above={24}>
        <Button href={dataUrl}>See what is held</Button>
        <Text face="note" tone="soft" above={16}>
          {'This link works until '}
          {expiresOn}
          {'. It needs no password, so keep it to yourself.'}
        </Text>
      </Section>
      <Section below={36}>
        <Text face="uiStrong" above={0}>
          If you did not ask for this, do nothing.
        </Text>
        <Text face="ui" above={4}>
          Somebody with a mail of yours may have pressed the button on your page. They can’t see this link,
          and nothing has changed.
        </Text>
      </Section>
    </Layout>
  );
}

function Footer({ siteUrl, manageUrl, privacyUrl, postalAddress }: DataMailProps) {
  return (
    <>
      <Note above={0}>
        {'You get this one mail because it was asked for on your page at '}
        <Address href={siteUrl} />
      </Note>
      <Choices
        links={[
          { label: 'Your page', href: manageUrl },
          { label: 'What is kept, and why', href: privacyUrl },
        ]}
      />
      <Note above={0}>{postalAddress}</Note>
    </>
  );
}
