import { Button } from './blocks/button.tsx';
import { Note } from './blocks/footer.tsx';
import { Section } from './blocks/section.tsx';
import { Address, Link, Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';

export type ConfirmationProps = {
  siteName: string;
  courseTitle: string;
  confirmUrl: string;
  /** Until when the link works: “Sunday 29 November at 14:05, Europe/Paris”. */
  expiresOn: string;
  /** When lessons will come: “Mondays at 09:00, Europe/Paris”. */
  slot: string;
  siteUrl: string;
  privacyUrl: string;
  postalAddress: string;
};

export const confirmationSubject = (courseTitle: string) => `Confirm your address: ${courseTitle}`;

/**
 * Asks whether the address is right. It may reach somebody who never asked, so it holds no name, no praise of the course,
 * and nothing that the person who typed the address could have written.
 */
export default function Confirmation(props: ConfirmationProps) {
  const { siteName, courseTitle, confirmUrl, expiresOn, slot } = props;
  return (
    <Layout
      title={confirmationSubject(courseTitle)}
      preheader="One button, and the first lesson leaves. If this was not you, do nothing."
      siteName={siteName}
      footer={<Footer {...props} />}
    >
      <Section above={20}>
        <Title>Confirm your address</Title>
        <Text above={20}>
          {'Somebody, most likely you, asked for the email course '}
          <i>{courseTitle}</i>
          {' with this address. If it was you, please confirm.'}
        </Text>
      </Section>
      <Section above={24}>
        <Button href={confirmUrl}>Confirm my address</Button>
        <div data-skip-in-text>
          <Text face="note" tone="soft" above={16}>
            Does the button do nothing? Open this address in your browser:
            <br />
            <Address href={confirmUrl} />
          </Text>
        </div>
      </Section>
      <Section above={24}>
        <Text above={0}>
          {`Lesson 1 leaves at once, unless you take another course of ours and want to finish that first. The others follow one at a time: ${slot}. You can change that, pause or leave whenever you like.`}
        </Text>
      </Section>
      <Section below={36}>
        <Text face="uiStrong" above={0}>
          If this was not you, do nothing.
        </Text>
        <Text face="ui" above={4}>
          {`The course begins only when somebody confirms. This link works until ${expiresOn}.`}
        </Text>
      </Section>
    </Layout>
  );
}

function Footer({ siteUrl, privacyUrl, postalAddress }: ConfirmationProps) {
  return (
    <>
      <Note above={0}>
        {'You get this one mail because this address was entered at '}
        <Address href={siteUrl} />
      </Note>
      <Note>
        <Link href={privacyUrl}>What we keep, and for how long</Link>
      </Note>
      <Note>{postalAddress}</Note>
    </>
  );
}
