/** One mail, complete: nothing is added to it after this. */
export type Message = {
  deliveryId: string;
  to: string;
  from: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** Echoed by the provider in its webhooks; ASCII letters, digits, `_` and `-` only. */
  tags: Record<string, string>;
};

/** What stands in place of a delivery's id in a test mail, which is none: this, and an id of its own. */
export const TEST_MAIL = 'test-';

/** What every mail of a batch shares, frozen with it: a changed setting or a new key must not change a retry's bytes. */
export type Envelope = {
  from: string;
  replyTo: string | null;
  /** The address of the site, without a slash at the end. */
  origin: string;
  postalAddress: string;
  /** Absent from batches that left before sites had a name of their own. */
  siteName?: string;
  /** `#rrggbb`; null or absent for the colour mails are made with. */
  accent?: string | null;
  /** The key that signs the links. */
  keyId: string;
};
