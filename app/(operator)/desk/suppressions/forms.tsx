import { ActionForm } from '#app/components/action-form.tsx';
import type { ListedSuppression } from '#lib/flows/desk/suppressions.ts';
import { TakeOffFields, WhyField } from '../why-field.tsx';
import { add, lookUp, takeOff } from './actions.ts';

const PATH = '/desk/suppressions';

export function LookUp() {
  return (
    <ActionForm action={lookUp} page={PATH} className="form" fold="Look an address up" hidden={{}}>
      <Address id="look-up" />
      <button className="btn quiet" type="submit">
        Look it up
      </button>
    </ActionForm>
  );
}

export function Add() {
  return (
    <ActionForm action={add} page={PATH} className="form" fold="Put an address on the list" hidden={{}}>
      <p>All mail to its person ends, if there is one, and signing up with it sends nothing.</p>
      <Address id="add" />
      <WhyField id="why-add" />
      <button className="btn quiet" type="submit">
        Put it on the list
      </button>
    </ActionForm>
  );
}

export function TakeOff({ suppression }: { suppression: ListedSuppression }) {
  const { addressHash: hash, reason } = suppression;
  return (
    <ActionForm action={takeOff} page={`${PATH}?look=${hash}`} className="form" hidden={{ hash }}>
      <TakeOffFields id="take-off" wasComplaint={reason === 'complained'} />
      <button className="btn quiet" type="submit">
        Take it off the list
      </button>
    </ActionForm>
  );
}

function Address({ id }: { id: string }) {
  return (
    <div>
      <label htmlFor={id}>Address</label>
      <input
        className="field"
        id={id}
        name="address"
        type="text"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  );
}
