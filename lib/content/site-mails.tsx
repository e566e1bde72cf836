import AlertMail, { ALERT_SUBJECT } from '#emails/alert.tsx';
import {
  NEW_ADDRESS_SUBJECT,
  NewAddressMail,
  OLD_ADDRESS_SUBJECT,
  OldAddressMail,
  TAKEN_ADDRESS_SUBJECT,
  TakenAddressMail,
} from '#emails/change-address.tsx';
import DataMail, { DATA_SUBJECT } from '#emails/data.tsx';
import SignInMail, { SIGN_IN_SUBJECT } from '#emails/sign-in.tsx';
import type { Mail, ValueOf } from './mails.tsx';

/** The mails that are of no course, by their kind. */
export const SITE_MAILS = {
  data: dataMail,
  old_address: oldAddressMail,
  new_address: newAddressMail,
  taken_address: takenAddressMail,
  sign_in: signInMail,
  alert: alertMail,
} as const;
export type SiteMail = keyof typeof SITE_MAILS;

/** The link to what is held of somebody. */
function dataMail(): Mail {
  return {
    kind: 'data',
    subject: DATA_SUBJECT,
    body: (slot) => (
      <DataMail
        siteName={slot('siteName')}
        dataUrl={slot('dataUrl')}
        expiresOn={slot('expiresOn')}
        manageUrl={slot('manageUrl')}
        {...foot(slot)}
      />
    ),
  };
}

function oldAddressMail(): Mail {
  return {
    kind: 'old_address',
    subject: OLD_ADDRESS_SUBJECT,
    body: (slot) => (
      <OldAddressMail
        siteName={slot('siteName')}
        addressUrl={slot('addressUrl')}
        expiresOn={slot('expiresOn')}
        {...foot(slot)}
      />
    ),
  };
}

function newAddressMail(): Mail {
  return {
    kind: 'new_address',
    subject: NEW_ADDRESS_SUBJECT,
    body: (slot) => (
      <NewAddressMail
        siteName={slot('siteName')}
        addressUrl={slot('addressUrl')}
        expiresOn={slot('expiresOn')}
        {...foot(slot)}
      />
    ),
  };
}

function takenAddressMail(): Mail {
  return {
    kind: 'taken_address',
    subject: TAKEN_ADDRESS_SUBJECT,
    body: (slot) => <TakenAddressMail siteName={slot('siteName')} {...foot(slot)} />,
  };
}

/** The code with which an operator signs in. */
function signInMail(): Mail {
  return {
    kind: 'sign_in',
    subject: SIGN_IN_SUBJECT,
    body: (slot) => (
      <SignInMail
        siteName={slot('siteName')}
        code={slot('code')}
        signInUrl={slot('signInUrl')}
        expiresOn={slot('expiresOn')}
        {...foot(slot)}
      />
    ),
  };
}

/** Tells an operator that something is broken. */
function alertMail(): Mail {
  return {
    kind: 'alert',
    subject: ALERT_SUBJECT,
    body: (slot) => (
      <AlertMail
        siteName={slot('siteName')}
        what={slot('what')}
        since={slot('since')}
        whatToDo={slot('whatToDo')}
        deskUrl={slot('deskUrl')}
        {...foot(slot)}
      />
    ),
  };
}

function foot(slot: ValueOf) {
  return {
    siteUrl: slot('siteUrl'),
    privacyUrl: slot('privacyUrl'),
    postalAddress: slot('postalAddress'),
  };
}
