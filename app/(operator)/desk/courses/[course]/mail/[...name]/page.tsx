import type { Metadata } from 'next';
import { ActionForm } from '#app/components/action-form.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query } from '#app/query.ts';
import { courseMail } from '#lib/flows/desk/course-mail.ts';
import { DeskFrame } from '../../../../../desk-frame.tsx';
import { requireOperator } from '../../../../../require-operator.ts';
import { sendMe } from '../../actions.ts';
import { NoCourse } from '../../no-course.tsx';

export const metadata: Metadata = { title: 'A mail of a course' };

type Props = { params: Promise<{ course: string; name: string[] }>; searchParams: Query };

/** One mail as its files have it: on a desk and a phone, by day and in the dark, and as text. */
export default async function CourseMailPage({ params, searchParams }: Props) {
  const desk = await requireOperator();
  const { course, name } = await params;
  const mailName = name.join('/');
  const mail = await courseMail(desk, { slug: course, name: mailName });
  if (!mail) return <NoCourse />;
  const back = (
    <p>
      <a href={`/desk/courses/${course}`}>Back to the course</a>
    </p>
  );
  if ('problem' in mail)
    return (
      <DeskFrame current="courses">
        <h1>This mail can’t be made</h1>
        <div className="said wrong" role="alert">
          <p>{mail.problem}</p>
        </div>
        {back}
      </DeskFrame>
    );
  const scheme = (await oneOf(searchParams, 'scheme', ['dark'])) ?? 'light';
  const said = await oneOf(searchParams, 'said', ['sent']);
  const page = `/desk/courses/${course}/mail/${mailName}`;
  const frame = `/desk/courses/${course}/html?${new URLSearchParams({ mail: mailName, scheme })}`;
  return (
    <DeskFrame current="courses">
      <SaidBar>
        {said &&
          (desk.mail.name === 'outbox' ? (
            <>
              It is in <a href="/outbox">the outbox</a>.
            </>
          ) : (
            'It has left. Look into your mailbox.'
          ))}
      </SaidBar>
      <div className="desk-head">
        <h1>{mail.subject}</h1>
        <p>
          {mail.label} · from {mail.from} · {mail.htmlKb.toFixed(1)} KB · filled for nobody; its links lead to
          the course’s page
        </p>
      </div>
      {back}
      <div className="site-decide">
        <ActionForm action={sendMe} page={page} hidden={{ course, mail: mailName }}>
          <button className="btn quiet" type="submit">
            Send me this mail
          </button>
        </ActionForm>
        <a className="btn quiet" href={scheme === 'dark' ? page : `${page}?scheme=dark`}>
          {scheme === 'dark' ? 'Look at it by day' : 'Look at it in the dark'}
        </a>
      </div>
      <div className="course-mail">
        <section aria-labelledby="wide">
          <h2 id="wide">On a desk</h2>
          <iframe title="On a desk" src={frame} sandbox="" />
        </section>
        <section aria-labelledby="narrow">
          <h2 id="narrow">On a phone</h2>
          <iframe title="On a phone" src={frame} sandbox="" className="phone" />
        </section>
        <section aria-labelledby="text">
          <h2 id="text">As text</h2>
          {/* Its lines may be longer than the page: it can be moved by keyboard too. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable */}
          <pre tabIndex={0}>{mail.text}</pre>
        </section>
      </div>
    </DeskFrame>
  );
}
