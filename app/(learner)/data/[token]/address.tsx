import { ActionForm } from '#app/components/action-form.tsx';
import { When } from '#app/components/when.tsx';
import { formatWhen } from '#lib/domain/schedule.ts';
import type { PersonView } from '#lib/flows/person-data.ts';
import { keepAddress } from './actions.ts';
import { AddressForm } from './address-form.tsx';
import { pageAt, zoneOf } from './props.ts';

type Props = { token: string; view: PersonView };

/** Moving to another address: asked for here, done when both have said yes. */
export function Address({ token, view: { data, moving } }: Props) {
  return (
    <section className="part" id="address" aria-labelledby="address-title">
      <h2 id="address-title">Another address</h2>
      <div className="form">
        {moving && (
          <ActionForm
            action={keepAddress}
            page={pageAt(token, 'address')}
            className="form"
            hidden={{ token }}
          >
            <p>
              You want to move to <b>{moving.address}</b>.{' '}
              {moving.waitsForOld
                ? 'Press the button in the mail to each of the two addresses'
                : 'Your present address has said yes; press the button in the mail to the new one'}{' '}
              before <When at={formatWhen(moving.until, zoneOf(data))} />.
            </p>
            <button className="btn quiet" type="submit">
              Take it back
            </button>
          </ActionForm>
        )}
        <AddressForm token={token} page={pageAt(token, 'address')} />
      </div>
    </section>
  );
}
