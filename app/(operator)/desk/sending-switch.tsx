import { ActionForm } from '#app/components/action-form.tsx';
import type { SendingState } from '#lib/flows/sending.ts';
import { goOn, stopAll } from './sending-actions.ts';

/** Stops all mail, or lets it go on; says since when and why it stands still. */
export function SendingSwitch({ sending }: { sending: SendingState }) {
  const { stopped } = sending;
  if (stopped)
    return (
      <ActionForm action={goOn} page="/desk" hidden={{}} className="desk-case">
        <p>
          Since {stopped.since.toISOString().slice(0, 16).replace('T', ' ')} UTC: {stopped.reason}. What is
          due waits. When it goes on, whoever missed several lessons gets one, and then the usual rhythm.
        </p>
        <button type="submit" className="btn">
          Let it go on
        </button>
      </ActionForm>
    );
  return (
    <ActionForm action={stopAll} page="/desk" hidden={{}} fold="Stop all mail" className="form one-field">
      <div>
        <label htmlFor="reason">Why</label>
        <input className="field" id="reason" name="reason" maxLength={200} required />
        <p className="note">
          Nothing leaves after it, and nothing is lost. The reason goes to the audit log: name no address.
        </p>
      </div>
      <button type="submit" className="btn quiet">
        Stop all mail
      </button>
    </ActionForm>
  );
}
