import { writeAudit } from '../../db/audit.ts';
import { transaction } from '../../db/client.ts';
import { readSite, type StoredSite, storeSite } from '../../db/site.ts';
import {
  NOTHING_CHOSEN,
  parseSiteChoices,
  type SiteChoice,
  type SiteChoices,
  type StartedWith,
} from '../../domain/site.ts';
import { startedWith } from '../site.ts';
import type { Desk } from './desk.ts';

export type SiteAtDesk = StoredSite & { startedWith: StartedWith };

/** What operators chose, what holds where they chose nothing, what is being tried, and what an undo would bring back. */
export async function siteAtDesk(desk: Desk): Promise<SiteAtDesk> {
  return { ...(await readSite(desk.db)), startedWith: startedWith(desk) };
}

/** Null when it is done; else why not, in words. */
export type SiteProblem = string | null;

/**
 * Keeps choices as a draft, to be looked at before they are saved. No page and no mail changes by it.
 * @param version of what the operator saw; when anything was changed since, nothing is kept
 */
export async function trySite(
  desk: Desk,
  version: number,
  typed: Readonly<Record<SiteChoice, string>>,
): Promise<SiteProblem> {
  const read = parseSiteChoices(typed);
  if (!read.ok) return read.problem;
  return transaction(desk.db, async (tx) => {
    const { chosen } = await readSite(tx);
    const draft = differences(chosen, read.choices).length === 0 ? null : read.choices;
    return (await storeSite(tx, version, { draft })) ? null : CHANGED_MEANWHILE;
  });
}

/**
 * Saves the draft: every page and all mail made from now on has it. Mail that may have left already is never made anew.
 * @param version of what the operator saw
 */
export function saveSite(desk: Desk, version: number): Promise<SiteProblem> {
  return change(desk, version, 'site.change', ({ draft }) => draft);
}

/** Puts back what was chosen before the last change; undone twice it is as it was. */
export function undoSite(desk: Desk, version: number): Promise<SiteProblem> {
  return change(desk, version, 'site.undo', ({ before }) => before);
}

/** Forgets the draft. */
export async function dropSiteDraft(desk: Desk, version: number): Promise<SiteProblem> {
  return transaction(desk.db, async (tx) =>
    (await storeSite(tx, version, { draft: null })) ? null : CHANGED_MEANWHILE,
  );
}

function change(
  desk: Desk,
  version: number,
  action: 'site.change' | 'site.undo',
  choose: (stored: StoredSite) => SiteChoices | null,
): Promise<SiteProblem> {
  return transaction(desk.db, async (tx) => {
    const stored = await readSite(tx);
    if (stored.version !== version) return CHANGED_MEANWHILE;
    const chosen = choose(stored);
    if (chosen === null) return CHANGED_MEANWHILE;
    if (!(await storeSite(tx, version, { chosen, draft: null, before: stored.chosen })))
      return CHANGED_MEANWHILE;
    // Which, not what: some hold an address.
    await writeAudit(tx, desk.actor, action, null, { changed: differences(stored.chosen, chosen) });
    return null;
  });
}

const CHANGED_MEANWHILE =
  'Nothing was changed: the settings are no longer what this page shows. Look at what holds now, and choose again.';

/** The choices in which two differ. */
export function differences(before: SiteChoices, after: SiteChoices): SiteChoice[] {
  return (Object.keys(NOTHING_CHOSEN) as SiteChoice[]).filter((choice) => before[choice] !== after[choice]);
}
