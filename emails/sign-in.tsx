import { Button } from './blocks/button.tsx';
import { Choices, Note } from './blocks/footer.tsx';
import { Section } from './blocks/section.tsx';
import { Address, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';

export type SignInMailProps = {
  siteName: string;
  /** Eight characters, to be typed. */
  code: string;
  signInUrl: string;
  expiresOn: string;
  siteUrl: string;
  privacyUrl: string;
  postalAddress: string;
};

export const SIGN_IN_SUBJECT = 'Your code for the operator’s desk';

/** Lets an operator in who types it in the browser that asked for it. */
export default function SignInMail({
  siteName,
  code,
  signInUrl,
  expiresOn,
  siteUrl,
  privacyUrl,
  postalAddress,
}: SignInMailProps) {
  return (
    <Layout
      title={SIGN_IN_SUBJECT}
      preheader="Type it in the browser in which you asked for it. It works for ten minutes."
      siteName={siteName}
      footer={
        <>
          <Note above={0}>
            {'You get this one mail because a code was asked for at '}
            <Address href={siteUrl} />
          </Note>
          <Choices links={[{ label: 'What is kept, and why', href: privacyUrl }]} />
          <Note above={0}>{postalAddress}</Note>
        </>
      }
    >
      <Section above={20}>
        <Title>Your code</Title>
        <Text face="uiStrong" above={20}>
          {code}
        </Text>
        <Text above={20}>Type it in the browser in which you asked for it. It works nowhere else.</Text>
      </Section>
      <Section above={24}>
        <Button href={signInUrl}>Go to the desk</Button>
        <Text face="note" tone="soft" above={16}>
          {'The code works until '}
          {expiresOn}
          {', and once.'}
        </Text>
      </Section>
      <Section below={36}>
        <Text face="uiStrong" above={0}>
          If you did not ask for it, do nothing.
        </Text>
        <Text face="ui" above={4}>
          Nobody gets in without the code. Never tell it to anybody: we don’t ask for it.
        </Text>
      </Section>
    </Layout>
  );
}
