import DataMail, { DATA_SUBJECT } from '#emails/data.tsx';
import type { Mail } from './mails.tsx';

/** The mails that are of no course, by their kind. */
export const SITE_MAILS = { data: dataMail } as const;
export type SiteMail = keyof typeof SITE_MAILS;

/** The link to what is held of somebody. */
function dataMail(siteName: string): Mail {
  return {
    kind: 'data',
    subject: DATA_SUBJECT,
    body: (slot) => (
      <DataMail
        siteName={siteName}
        dataUrl={slot('dataUrl')}
        expiresOn={slot('expiresOn')}
        manageUrl={slot('manageUrl')}
        siteUrl={slot('siteUrl')}
        privacyUrl={slot('privacyUrl')}
        postalAddress={slot('postalAddress')}
      />
    ),
  };
}
