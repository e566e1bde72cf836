import type { Metadata } from 'next';
import { type Query, textOf } from '#app/query.ts';
import { personStory } from '#lib/flows/desk/person.ts';
import { DeskFrame } from '../../../desk-frame.tsx';
import { requireOperator } from '../../../require-operator.ts';
import { NoSuchList } from '../../desk-list.tsx';
import { NotHere } from '../../not-here.tsx';
import { Agreed } from './agreed.tsx';
import { Courses } from './courses.tsx';
import { Ends } from './ends.tsx';
import { Mails } from './mails.tsx';
import { Said } from './said.tsx';
import { Standing } from './standing.tsx';

type Props = { params: Promise<{ id: string }>; searchParams: Query };

export const metadata: Metadata = { title: 'One person' };

/** One person's whole story, and what an operator can do for them. */
export default async function PersonPage({ params, searchParams }: Props) {
  const desk = await requireOperator();
  const { id } = await params;
  const after = await textOf(searchParams, 'after');
  const found = await personStory(desk, id, after);
  if (!found) return <NotHere />;
  if (!found.ok)
    return (
      <DeskFrame current="people">
        <h1>One person</h1>
        <NoSuchList problem={found.problem} path={`/desk/people/${id}`} />
      </DeskFrame>
    );
  const { story } = found;
  return (
    <DeskFrame current="people">
      <Said
        story={story}
        code={await textOf(searchParams, 'said')}
        entry={await textOf(searchParams, 'entry')}
      />
      <Standing story={story} />
      <Courses story={story} />
      <Mails story={story} isFirst={after === null} />
      <Agreed story={story} />
      <Ends story={story} />
    </DeskFrame>
  );
}
