import type { Metadata } from 'next';
import { ActionForm } from '#app/components/action-form.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query } from '#app/query.ts';
import { INK_BLUE } from '#lib/domain/palette.ts';
import { PRODUCT_NAME, partsOfSender, type SiteChoice, type SiteChoices, siteOf } from '#lib/domain/site.ts';
import { differences, siteAtDesk } from '#lib/flows/desk/site.ts';
import { previewSite } from '#lib/flows/desk/site-preview.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { undoThem } from './actions.ts';
import { ChoicesForm } from './choices-form.tsx';
import { Look } from './look.tsx';

export const metadata: Metadata = { title: 'Settings' };

const NEWS = {
  saved: 'Saved. Every page has it now, and all mail made from now on.',
  undone: 'Put back as it was before the last change.',
  forgotten: 'Forgotten. Nothing was changed.',
} as const;

const CHOICES: Record<SiteChoice, string> = {
  name: 'the name of the site',
  senderName: 'the sender’s name',
  senderAddress: 'the sender’s address',
  replyTo: 'where answers go',
  postalAddress: 'the postal address',
  accent: 'the colour',
  hour: 'the hour for new learners',
};

/** How the site is called, who writes, and how it looks; seen before it is saved. */
export default async function SettingsPage({ searchParams }: { searchParams: Query }) {
  const desk = await requireOperator();
  const { version, chosen, draft, before, startedWith } = await siteAtDesk(desk);
  const shown = draft ?? chosen;
  const sender = partsOfSender(startedWith.from);
  const said = await oneOf(searchParams, 'said', ['saved', 'undone', 'forgotten']);
  const changes = draft ? differences(chosen, draft).map((choice) => CHOICES[choice]) : [];
  const undo = before && !draft && (
    <ActionForm action={undoThem} page="/desk/settings" hidden={{ version: String(version) }}>
      <button className="btn quiet" type="submit">
        Undo the last change
      </button>
    </ActionForm>
  );
  return (
    <DeskFrame current="settings">
      <SaidBar undo={said === 'saved' || said === 'undone' ? undo : null}>{said && NEWS[said]}</SaidBar>
      <div className="desk-head">
        <h1>Settings</h1>
        <p>
          <a href="/desk/set-up">What is set up, and what is not yet</a>. What is left empty is as the
          installation was started: its environment, or the <code>.env</code> file.
        </p>
        {said !== 'saved' && said !== 'undone' && undo}
      </div>
      <div className="site-settings">
        <ChoicesForm
          key={version}
          version={version}
          now={asTyped(shown)}
          without={{
            name: PRODUCT_NAME,
            senderName: sender.name,
            senderAddress: sender.address,
            replyTo: startedWith.replyTo ?? 'the sender',
            postalAddress: startedWith.postalAddress,
            accent: INK_BLUE.light.accent.toLowerCase(),
          }}
        />
        <Look
          version={version}
          site={siteOf(shown, startedWith)}
          mail={await previewSite(desk)}
          changes={changes}
        />
      </div>
    </DeskFrame>
  );
}

function asTyped(choices: SiteChoices): Record<SiteChoice, string> {
  const typed = Object.entries(choices).map(([choice, value]) => [
    choice,
    value === null ? '' : String(value),
  ]);
  return Object.fromEntries(typed);
}
