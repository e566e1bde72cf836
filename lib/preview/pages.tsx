import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { FORMS, type Form, MailView } from './mail-view.tsx';
import { Findings, Problems } from './problems.tsx';
import type { Problem, View } from './view.ts';

/** The page of one mail. @param as how it is shown; anything unknown gives the phone */
export function previewPage(view: View, as: string | null): string {
  const form: Form = FORMS.find((known) => known === as) ?? 'phone';
  const { mail } = view;
  return document(
    mail ? `${mail.label}: ${mail.subject}` : 'Preview',
    <div className="desk">
      <nav id="mails" className="mails" aria-label="Mails">
        {view.courses.map(({ title, mails }) => (
          <section key={mails[0]?.path}>
            <h2 className="course">{title}</h2>
            <ol>
              {mails.map(({ path, label, title }) => (
                <li key={path}>
                  <a href={`/${path}?as=${form}`} aria-current={path === mail?.path ? 'page' : undefined}>
                    <span>{label}</span>
                    {title !== null && <span className="name">{title}</span>}
                  </a>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </nav>
      <main id="content" tabIndex={-1}>
        <div id="problems">
          <Problems view={view} />
        </div>
        <div id="found" data-of={mail?.path} />
        <div id="mail">
          {mail ? (
            <MailView mail={mail} form={form} />
          ) : (
            <p className="lead">There is no such mail. Choose one from the list.</p>
          )}
        </div>
      </main>
    </div>,
  );
}

/** What the linter says, for its place on the page. */
export function findingsPart(findings: readonly Problem[]): string {
  return renderToStaticMarkup(
    <div id="found">
      <Findings findings={findings} />
    </div>,
  );
}

/** What stands behind a link of a sample mail. */
export function linkPage(slot: string): string {
  const where = WHERE[slot] ?? (/^lesson\d+Url$/.test(slot) ? WHERE.webUrl : 'a page of the learner’s own');
  return document(
    'A link of the sample',
    <main id="content" className="plain" tabIndex={-1}>
      <h1>A link of the sample</h1>
      <p className="lead">{`In a learner’s mail it leads to ${where}.`}</p>
      <p>
        This mail was made for nobody, so there is no such page. Close this tab to go back to the preview.
      </p>
    </main>,
  );
}

const WHERE: Readonly<Record<string, string>> = {
  confirmUrl: 'the page with the button that confirms their address',
  siteUrl: 'your site',
  privacyUrl: 'what your site says about privacy',
  webUrl: 'the lesson on the web',
  missedUrl: 'the lesson before, on the web',
  manageUrl: 'their own page',
  nowUrl: 'their own page, where they can ask for the next lesson',
  pauseUrl: 'their own page, where they can pause',
  changeUrl: 'their own page, where they can change day and hour',
  heldUrl: 'their own page, where it says what is held of them',
  lessonUrl: 'the lesson on the web',
  changesUrl: 'the page of the course’s corrections',
  sourcesUrl: 'the page of the course’s sources',
  leaveUrl: 'the page with the button that leaves the course',
};

function document(title: string, content: ReactNode): string {
  const body = (
    <body>
      <a className="skip" href="#content">
        Skip to the mail
      </a>
      <header className="bar">
        <a className="mark" href="/">
          Lettercourse
        </a>
        <span>Preview</span>
        <p id="state" role="status" />
      </header>
      {content}
    </body>
  );
  return `<!doctype html><html lang="en" dir="ltr"><head>${HEAD}${renderToStaticMarkup(
    <title>{`${title} · Preview`}</title>,
  )}</head>${renderToStaticMarkup(body)}</html>`;
}

const HEAD = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/preview.css">
<script type="module" src="/preview.mjs"></script>`;
