'use client';

import { useActionState } from 'react';
import { EmailField } from '#app/components/email-field.tsx';
import { UNSENT } from '#app/form.ts';
import { changeAddress } from './actions.ts';

/** The new address; what is wrong with it is said at the field. */
export function AddressForm({ token, page }: { token: string; page: string }) {
  const [refusal, submit] = useActionState(changeAddress, UNSENT, page);
  return (
    <form action={submit} noValidate className="form one-field">
      <input type="hidden" name="token" value={token} />
      <div>
        <EmailField refusal={refusal} label="Your new address" describedBy="both-asked" />
      </div>
      <button className="btn quiet" type="submit">
        Ask both addresses
      </button>
      <p className="note" id="both-asked">
        Each gets a mail with a button. When both have been pressed within a day, your mail goes to the new
        one; your place in every course stays as it is.
      </p>
    </form>
  );
}
