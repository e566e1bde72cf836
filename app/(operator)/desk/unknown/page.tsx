import type { Metadata } from 'next';
import { ActionForm } from '#app/components/action-form.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { oneOf, type Query } from '#app/query.ts';
import { unknowns } from '#lib/flows/unknown.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { decide } from './actions.ts';

export const metadata: Metadata = { title: 'Unknown mail' };

const PAGE = '/desk/unknown';
const NEWS = {
  arrived: 'Written down as sent.',
  again: 'Planned anew. If it had arrived after all, it comes twice.',
  failed: 'Written down as failed. It stands on the learner’s page.',
} as const;

/** Mails that may have left, and of which nobody can tell: what is known of each, and what an operator may know better. */
export default async function UnknownPage({ searchParams }: { searchParams: Query }) {
  const desk = await requireOperator();
  const said = await oneOf(searchParams, 'said', ['arrived', 'again', 'failed'] as const);
  const all = await unknowns(desk);
  return (
    <DeskFrame current="unknown">
      <div className="desk-head">
        <h1>{headline(all.length)}</h1>
      </div>
      <SaidBar>{said && NEWS[said]}</SaidBar>
      <section className="desk-part">
        <h2>What is known</h2>
        <p>
          The provider gave no answer, so these may have left or not. They are looked up by themselves, and
          never sent again by the machine. If you know better, from the provider’s own pages or from the
          learner, say so here.
        </p>
        {all.map(({ deliveryId, subscriberId, address, kind, course, lesson, attemptedAt }) => (
          <article key={deliveryId} className="desk-case">
            <div>
              <h3>
                {[kind, lesson, course && `of ${course}`].filter(Boolean).join(' ')} to{' '}
                <a href={`/desk/people/${subscriberId}`}>{address}</a>
              </h3>
              <p className="note">
                No answer since{' '}
                {attemptedAt
                  ? `${attemptedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
                  : 'the attempt'}
                .
              </p>
            </div>
            <ActionForm action={decide} page={PAGE} hidden={{ id: deliveryId }} className="buttons">
              <button type="submit" className="btn quiet" name="what" value="arrived">
                It arrived
              </button>
              <button type="submit" className="btn quiet" name="what" value="again">
                Send again
              </button>
              <button type="submit" className="btn quiet" name="what" value="failed">
                It did not, and is not to be sent
              </button>
            </ActionForm>
          </article>
        ))}
      </section>
    </DeskFrame>
  );
}

function headline(count: number): string {
  if (count === 0) return 'Nothing is unknown.';
  return count === 1 ? 'Of one mail nobody can tell.' : `Of ${count} mails nobody can tell.`;
}
