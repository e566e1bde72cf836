import type { Metadata } from 'next';
import { type Proof, showMail } from '#lib/flows/desk/shown-mail.ts';
import { DeskFrame } from '../../../../../desk-frame.tsx';
import { requireOperator } from '../../../../../require-operator.ts';
import { NotHere } from '../../../../not-here.tsx';

type Props = { params: Promise<{ id: string; delivery: string }> };

export const metadata: Metadata = { title: 'One mail' };

const PROOFS = {
  same: 'These are the bytes that left, but for the links: the hash kept of them says so.',
  'other bytes': 'These are not the bytes that left: the hash kept of them differs.',
  'not frozen': 'It has not been handed to the mail provider yet.',
  'hash erased':
    'The hash of what left is gone, because somebody whose mail left in the same request was erased. It can’t be proved.',
  'others are gone':
    'Another mail of the same request can’t be put together any more, so it can’t be proved.',
} as const satisfies Record<Proof, string>;

/** One mail, put together again as it was made for its person. */
export default async function MailPage({ params }: Props) {
  const desk = await requireOperator();
  const { id, delivery } = await params;
  const mail = await showMail(desk, id, delivery);
  if (!mail) return <NotHere />;
  const back = (
    <p>
      <a href={`/desk/people/${id}#mails`}>Back to the person</a>
    </p>
  );
  if (!mail.ok)
    return (
      <DeskFrame current="people">
        <h1>One mail</h1>
        <div className="said wrong" role="alert">
          <p>{mail.problem}</p>
        </div>
        {back}
      </DeskFrame>
    );
  const envelope = { From: mail.from, To: mail.to, Subject: mail.subject, ...mail.headers };
  return (
    <DeskFrame current="people">
      <h1 className="subject">{mail.subject}</h1>
      {back}
      <p className="lead">{PROOFS[mail.proof]}</p>
      <p className="note">
        Its links act for whoever holds them, so they are cut here: where “…” stands, and in the frame, they
        lead nowhere.
      </p>
      <div className="message">
        <section aria-labelledby="html-title">
          <h2 id="html-title">The mail</h2>
          <iframe
            title={`The mail “${mail.subject}”`}
            src={`/desk/people/${id}/mail/${delivery}/html`}
            sandbox=""
          />
        </section>
        <section aria-labelledby="text-title">
          <h2 id="text-title">Its text part</h2>
          <pre>{mail.text}</pre>
        </section>
        <section aria-labelledby="headers-title">
          <h2 id="headers-title">Its headers</h2>
          <dl className="particulars">
            {Object.entries(envelope).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </DeskFrame>
  );
}
