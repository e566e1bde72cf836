import { Each } from '#app/components/each.tsx';
import type { PersonMail } from '#lib/flows/desk/person.ts';
import { Pages } from '../../desk-list.tsx';
import { Moment } from '../../moment.tsx';
import { kindOfMail, MAIL_STATES } from '../../words.ts';
import type { PartProps } from './props.ts';

/** Every mail there is a row of, newest first, with what became of it. */
export function Mails({ story, isFirst }: PartProps & { isFirst: boolean }) {
  const { mails, olderMails, timeZone, id } = story;
  return (
    <section className="desk-part" id="mails" aria-labelledby="mails-title">
      <h2 id="mails-title">Mail</h2>
      {mails.length === 0 ? (
        <p>None.</p>
      ) : (
        <div className="scrolled">
          <table className="desk-table">
            <caption className="vh">Mail to them, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Mail</th>
                <th scope="col">State</th>
                <th scope="col">When</th>
                <th scope="col">What the provider reported</th>
              </tr>
            </thead>
            <tbody>
              {mails.map((mail) => (
                <Mail key={mail.id} mail={mail} zone={timeZone} person={id} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pages path={`/desk/people/${id}`} query={{}} older={olderMails} isFirst={isFirst} />
    </section>
  );
}

function Mail({ mail, zone, person }: { mail: PersonMail; zone: string; person: string }) {
  const name = mail.subject ?? kindOfMail(mail.kind);
  return (
    <tr>
      <th scope="row" className="long">
        {mail.isMade ? <a href={`/desk/people/${person}/mail/${mail.id}`}>{name}</a> : name}
        {mail.subject !== null && <span className="sub">{kindOfMail(mail.kind)}</span>}
      </th>
      <td>
        {MAIL_STATES[mail.state]}
        {mail.reason !== null && `: ${mail.reason}`}
      </td>
      <td>
        <Moment at={mail.sentAt ?? mail.dueAt} zone={zone} />
      </td>
      <td>
        {mail.reports.length === 0 ? (
          '–'
        ) : (
          <ul>
            <Each of={mail.reports}>
              {({ type, detail, at }) => (
                <li>
                  {type.replace(/^email\./, '').replaceAll('_', ' ')}
                  {detail !== null && ` (${detail})`}, <Moment at={at} zone={zone} />
                </li>
              )}
            </Each>
          </ul>
        )}
      </td>
    </tr>
  );
}
