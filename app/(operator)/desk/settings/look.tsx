import { ActionForm } from '#app/components/action-form.tsx';
import { type Accent, GROUND, paletteOf } from '#lib/domain/palette.ts';
import type { Site } from '#lib/domain/site.ts';
import type { SiteMailShown } from '#lib/flows/desk/site-preview.ts';
import { forgetThem, saveThem } from './actions.ts';

type Props = {
  version: number;
  site: Site;
  mail: SiteMailShown | null;
  /** In words, what saving would change; empty when nothing is being tried. */
  changes: readonly string[];
};

/** How pages and mails look with the settings being tried, or as they are. */
export function Look({ version, site, mail, changes }: Props) {
  const isDraft = changes.length > 0;
  const { light, dark } = paletteOf(site.accent);
  return (
    <section className="desk-part site-look" id="look" aria-labelledby="look-title" tabIndex={-1}>
      <h2 id="look-title">{isDraft ? 'As it would be' : 'As it is'}</h2>
      {isDraft && (
        <>
          <p>Not saved yet. Saving changes: {changes.join(', ')}.</p>
          <div className="site-decide">
            <ActionForm action={saveThem} page="/desk/settings" hidden={{ version: String(version) }}>
              <button className="btn" type="submit">
                Save these settings
              </button>
            </ActionForm>
            <ActionForm action={forgetThem} page="/desk/settings" hidden={{ version: String(version) }}>
              <button className="btn quiet" type="submit">
                Forget them
              </button>
            </ActionForm>
          </div>
        </>
      )}
      <div className="site-specimens">
        <Specimen scheme="light" label="Pages by day" colours={light} site={site} />
        <Specimen scheme="dark" label="Pages in the dark" colours={dark} site={site} />
      </div>
      {mail === null ? (
        <p>No course is published yet, so there is no mail to show.</p>
      ) : (
        <>
          <dl className="site-envelope">
            <dt>From</dt>
            <dd>{mail.from}</dd>
            <dt>Answers to</dt>
            <dd>{mail.replyTo ?? 'the sender'}</dd>
            <dt>Subject</dt>
            <dd>{mail.subject}</dd>
          </dl>
          <div className="site-mails">
            {(['light', 'dark'] as const).map((scheme) => (
              <iframe
                key={scheme}
                title={scheme === 'light' ? 'A lesson by day' : 'A lesson in the dark'}
                src={`/desk/settings/preview/${scheme}/html?version=${version}`}
                sandbox=""
              />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

type SpecimenProps = { scheme: 'light' | 'dark'; label: string; colours: Accent; site: Site };

/** A piece of a page in a colour; what looks like a link or a button here is none. */
function Specimen({ scheme, label, colours, site }: SpecimenProps) {
  const { paper, ink, soft, onAccent } = GROUND[scheme];
  const style = {
    '--paper': paper,
    '--ink': ink,
    '--soft': soft,
    '--on-accent': onAccent,
    '--accent': colours.accent,
    '--accent-strong': colours.strong,
    '--accent-tint': colours.tint,
  } as React.CSSProperties;
  return (
    <figure className="specimen" style={style}>
      <figcaption>{label}</figcaption>
      <div aria-hidden="true">
        <p className="specimen-name">{site.name}</p>
        <p>
          Words, and <span className="specimen-link">a link</span>.
        </p>
        <p>
          <span className="btn">A button</span>
        </p>
        <p className="specimen-tint">What was done.</p>
      </div>
    </figure>
  );
}
