import { renderEdition } from '../content/editions.ts';
import { SITE_MAILS, type SiteMail } from '../content/site-mails.tsx';
import type { Tx } from '../db/client.ts';
import { storeEdition } from '../db/publications.ts';
import type { Edition } from '../domain/edition.ts';

/** Rendered once per process. */
const rendered = new Map<SiteMail, Promise<Edition>>();

/**
 * The edition of a mail that is of no course. It is not published: what somebody asks for about their own data must not
 * wait until the operator publishes a course again. Stored before a delivery names it, as published ones are.
 * @returns its hash
 */
export async function siteEdition(tx: Tx, kind: SiteMail): Promise<string> {
  const known = rendered.get(kind) ?? renderEdition(SITE_MAILS[kind]());
  rendered.set(kind, known);
  const edition = await known;
  await storeEdition(tx, edition);
  return edition.hash;
}
