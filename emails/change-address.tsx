import type { ReactNode } from 'react';
import { Button } from './blocks/button.tsx';
import { PlainFooter } from './blocks/plain-footer.tsx';
import { Section } from './blocks/section.tsx';
import { Text, Title } from './blocks/text.tsx';
import { Layout } from './layout.tsx';

type FootProps = { siteName: string; siteUrl: string; privacyUrl: string; postalAddress: string };
export type AskedAddressProps = FootProps & { addressUrl: string; expiresOn: string };

export const OLD_ADDRESS_SUBJECT = 'Shall your mail go to another address?';
export const NEW_ADDRESS_SUBJECT = 'Is this your new address?';
export const TAKEN_ADDRESS_SUBJECT = 'This address has a place already';

/** To the address somebody wants to leave: nothing is done without its yes. */
export function OldAddressMail({ addressUrl, expiresOn, ...foot }: AskedAddressProps) {
  return (
    <Sheet
      {...foot}
      subject={OLD_ADDRESS_SUBJECT}
      preheader="It was asked for on the page of your data. Say yes or no behind this link."
      because="You get this one mail because another address was given for yours at"
    >
      <Section above={20}>
        <Title>Another address</Title>
        <Text above={20}>
          Somebody who opened the page of your data wants your mail to go to another address from now on. You
          see behind this link which one. It is done when both addresses have said yes.
        </Text>
      </Section>
      <Section above={24}>
        <Button href={addressUrl}>See it, and say yes or no</Button>
        <Text face="note" tone="soft" above={16}>{`This link works until ${expiresOn}.`}</Text>
      </Section>
      <Section below={36}>
        <Text face="uiStrong" above={0}>
          If this was not you, say no.
        </Text>
        <Text face="ui" above={4}>
          Then nothing changes, and somebody else may be reading your mail.
        </Text>
      </Section>
    </Sheet>
  );
}

/** To the address somebody wants to move to: it may be a stranger's, so that it says nothing about anybody. */
export function NewAddressMail({ addressUrl, expiresOn, ...foot }: AskedAddressProps) {
  return (
    <Sheet
      {...foot}
      subject={NEW_ADDRESS_SUBJECT}
      preheader="Somebody who learns here gave this as their new address. One press, and it is."
      because="You get this one mail because this address was given as somebody’s new one at"
    >
      <Section above={20}>
        <Title>Your new address?</Title>
        <Text above={20}>
          Somebody who learns here wants their lessons to come to this address. If that is you, say so behind
          this link. It is done when both addresses have said yes.
        </Text>
      </Section>
      <Section above={24}>
        <Button href={addressUrl}>Yes, this is my address</Button>
        <Text face="note" tone="soft" above={16}>{`This link works until ${expiresOn}.`}</Text>
      </Section>
      <Section below={36}>
        <Text face="uiStrong" above={0}>
          If this was not you, do nothing.
        </Text>
        <Text face="ui" above={4}>
          Then no mail comes here.
        </Text>
      </Section>
    </Sheet>
  );
}

/** To an address that somebody wants to move to and that has a place of its own: only its owner may know that. */
export function TakenAddressMail(foot: FootProps) {
  return (
    <Sheet
      {...foot}
      subject={TAKEN_ADDRESS_SUBJECT}
      preheader="Somebody gave it as their new address. Nothing was changed, and they were not told."
      because="You get this one mail because this address was given as somebody’s new one at"
    >
      <Section above={20} below={36}>
        <Title>Nothing was changed</Title>
        <Text above={20}>
          Somebody who learns here wants to move to this address. It has a place here already, and an address
          can have only one, so nothing was changed. They were not told.
        </Text>
        <Text above={16}>
          If that was you: on the page of your data, delete what is held under one of the two addresses, or
          write to us. If it was not, do nothing.
        </Text>
      </Section>
    </Sheet>
  );
}

type SheetProps = FootProps & { subject: string; preheader: string; because: string; children: ReactNode };

function Sheet({ siteName, subject, preheader, because, children, ...foot }: SheetProps) {
  const footer = <PlainFooter because={because} {...foot} />;
  return (
    <Layout title={subject} preheader={preheader} siteName={siteName} footer={footer}>
      {children}
    </Layout>
  );
}
