import { LONGEST_SUBJECT, MOST_HTML_KB, PREHEADER } from '#lib/content/mail-rules/parts.ts';
import { forceScheme, type Scheme } from '#lib/mail/forced-scheme.ts';
import type { ShownMail } from './view.ts';

export const FORMS = ['phone', 'desktop', 'text'] as const;
export type Form = (typeof FORMS)[number];

const NAMES: Record<Form, string> = { phone: 'Phone', desktop: 'Desktop', text: 'Plain text' };
/** In pixels: a common phone, and a window in which the letter’s 600 have some paper beside them. */
const WIDTHS = { phone: 390, desktop: 640 };

/** One mail: how long it is, what a list of mails shows of it, and the mail itself. */
export function MailView({ mail, form }: { mail: ShownMail; form: Form }) {
  return (
    <>
      <h1>{mail.subject}</h1>
      <Measures mail={mail} />
      <section className={`inbox ${form}`} aria-label="In a list of mails">
        <b>{mail.from}</b>
        <span className="subject">{mail.subject}</span> <span className="preheader">{mail.preheader}</span>
      </section>
      {mail.lacks.length > 0 && (
        <section className="findings" aria-labelledby="lacks-title">
          <h2 className="box-title" id="lacks-title">
            What this mail lacks
          </h2>
          <ul className="box-list">
            {mail.lacks.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <nav className="forms" aria-label="How it is shown">
        {FORMS.map((known) => (
          <a
            key={known}
            href={`/${mail.path}?as=${known}`}
            aria-current={known === form ? 'page' : undefined}
          >
            {NAMES[known]}
          </a>
        ))}
      </nav>
      {form === 'text' ? (
        <pre className="text-part">{mail.text}</pre>
      ) : (
        <div className={`pair ${form}`}>
          <Screen mail={mail} form={form} scheme="light" />
          <Screen mail={mail} form={form} scheme="dark" />
        </div>
      )}
    </>
  );
}

/** No script runs in the mail. It keeps its origin only so that the page around it can see how tall it is. */
const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

function Screen({ mail, form, scheme }: { mail: ShownMail; form: 'phone' | 'desktop'; scheme: Scheme }) {
  const name = scheme === 'light' ? 'Light' : 'Dark';
  return (
    <figure>
      <figcaption>
        {name}
        <span className="scale" />
      </figcaption>
      <div className={`screen ${scheme}`}>
        <iframe
          id={`screen-${scheme}`}
          title={`${name}: “${mail.subject}”`}
          width={WIDTHS[form]}
          height="800"
          sandbox={SANDBOX}
          srcDoc={forceScheme(mail.html, scheme).replace('<head>', '<head><base target="_blank">')}
        />
      </div>
    </figure>
  );
}

function Measures({ mail }: { mail: ShownMail }) {
  const { subject, preheader, html, text, minutes } = mail;
  const kb = (part: string) => Buffer.byteLength(part) / 1024;
  return (
    <dl className="measures">
      <Measure name="Subject" isWrong={subject.length > LONGEST_SUBJECT}>
        {`${subject.length} of ${LONGEST_SUBJECT} characters`}
      </Measure>
      <Measure
        name="Preheader"
        isWrong={preheader.length < PREHEADER.shortest || preheader.length > PREHEADER.longest}
      >
        {`${preheader.length} characters (${PREHEADER.shortest} to ${PREHEADER.longest})`}
      </Measure>
      <Measure name="HTML" isWrong={kb(html) > MOST_HTML_KB}>
        {`${kb(html).toFixed(1)} of ${MOST_HTML_KB} KB`}
      </Measure>
      <Measure name="Plain text">{`${kb(text).toFixed(1)} KB`}</Measure>
      {minutes !== null && (
        <Measure name="To read">{minutes === 1 ? '1 minute' : `${minutes} minutes`}</Measure>
      )}
    </dl>
  );
}

function Measure({ name, isWrong = false, children }: { name: string; isWrong?: boolean; children: string }) {
  return (
    <div className={isWrong ? 'wrong' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
