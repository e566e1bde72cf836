import type { Metadata } from 'next';
import { sendingState } from '#lib/flows/sending.ts';
import { DeskFrame } from '../desk-frame.tsx';
import { requireOperator } from '../require-operator.ts';

export const metadata: Metadata = { title: 'Today' };

/** Whether all is well. */
export default async function TodayPage() {
  const desk = await requireOperator();
  const { stopped, halted, circuit, due, unknown } = await sendingState(desk);
  return (
    <DeskFrame current="today">
      <div className="desk-head">
        <h1>{stopped || halted || circuit ? 'No mail goes out.' : 'Sending works.'}</h1>
      </div>
      <dl>
        <dt>Due, and not yet on its way</dt>
        <dd>{due}</dd>
        <dt>Unknown</dt>
        <dd>{unknown}</dd>
      </dl>
    </DeskFrame>
  );
}
