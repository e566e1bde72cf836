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
