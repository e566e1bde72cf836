import type { CourseMail } from '#lib/content/course-mails.ts';
import { renderEdition } from '#lib/content/editions.ts';
import { judgeMail } from '#lib/content/mail-rules/judge-mail.ts';
import { parseMail } from '#lib/content/mail-rules/parsed-mail.ts';
import { preheaderOf } from '#lib/content/mail-rules/parts.ts';
import { PRODUCT_NAME } from '#lib/domain/site.ts';
import { fillSample } from '#lib/mail/sample.ts';
import type { Entry, ShownMail } from './view.ts';

const POSTAL_ADDRESS = '[Name of the operator], [street and number], [postcode and town], [country]';

/** A mail as it stands in the list: its path as a browser asks for it, because a folder may be called anything. */
export function entryOf({ course, name, label, title }: CourseMail): Entry {
  return { path: `${encodeURIComponent(course.slug)}/${name}`, label, title };
}

/**
 * Makes a mail as a reader called Ada would get it now.
 * @param origin of the preview, where the links of the sample lead
 * @throws Error when no mail can be made of it, such as one that is too long
 */
export async function makeMail(wanted: CourseMail, origin: string): Promise<ShownMail> {
  const ends = {
    urlOf: (slot: string) => `${origin}/link/${slot}`,
    site: { name: PRODUCT_NAME, postalAddress: POSTAL_ADDRESS, accent: null },
  };
  const parts = fillSample(await renderEdition(wanted.mail), wanted.course, new Date(), ends);
  return {
    ...entryOf(wanted),
    ...parts,
    from: PRODUCT_NAME,
    preheader: preheaderOf(parseMail(parts)) ?? '',
    minutes: wanted.minutes,
    lacks: judgeMail(parts).map(({ problem }) => problem),
  };
}
