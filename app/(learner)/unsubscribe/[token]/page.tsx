import type { Metadata } from 'next';
import { cache } from 'react';
import { ActionForm } from '#app/components/action-form.tsx';
import { DeadLink } from '#app/components/dead-link.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { Whose } from '#app/components/whose.tsx';
import { oneOf, type Query } from '#app/query.ts';
import { unsubscribeView } from '#lib/flows/unsubscribe.ts';
import { getRuntime } from '#lib/runtime.ts';
import { titled } from '../../dead-link-title.ts';
import { leaveFromLink } from './actions.ts';
import { Departed } from './departed.tsx';
import { StopAllMail } from './stop-all-mail.tsx';

type Props = { params: Promise<{ token: string }>; searchParams: Query };

const findView = cache(async (token: string) => unsubscribeView(await getRuntime(), token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titled('Leave the course', await findView((await params).token));
}

/** One press and it is done. Opening the page changes nothing. */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const { token } = await params;
  const view = await findView(token);
  if (!view) return <DeadLink />;
  if (view.standing !== 'learning' || view.everythingStopped) {
    const said = await oneOf(searchParams, 'said', ['reason-told']);
    return <Departed token={token} view={view} isThanked={said !== null} />;
  }

  const page = `/unsubscribe/${token}`;
  return (
    <PlainPage title="Leave this course?" said={<Whose {...view} />}>
      <p className="lead">
        {view.course.title}. One press, and no more lessons come to <b>{view.maskedAddress}</b>. The place is
        kept, should you want it again.
      </p>
      <ActionForm action={leaveFromLink} page={page} className="form" hidden={{ token, scope: 'course' }}>
        <button className="btn" type="submit">
          Leave this course
        </button>
      </ActionForm>
      <section>
        <h2>Or</h2>
        <p>
          <a href={`/manage/${view.manageToken}#pause`}>Pause it</a> for a while, or{' '}
          <a href={`/manage/${view.manageToken}#change`}>change the day</a>.
        </p>
        <StopAllMail token={token} view={view} />
      </section>
    </PlainPage>
  );
}
