import { ActionForm } from '#app/components/action-form.tsx';
import { TakeOffFields, WhyField } from '../../why-field.tsx';
import { eraseThem, readdressThem, suppressThem, unsuppressThem } from './actions.ts';
import { type PartProps, pageAt } from './props.ts';

/** What concerns the person or their address as a whole: no more mail, another address, a copy, the end. */
export function Ends(props: PartProps) {
  const { story } = props;
  return (
    <section className="desk-part" id="ends" aria-labelledby="ends-title">
      <h2 id="ends-title">Address and data</h2>
      <div className="desk-forms">
        {story.suppression === null ? <Suppress {...props} /> : <Unsuppress {...props} />}
        <Readdress {...props} />
        <form className="form" method="post" action={`/desk/people/${story.id}/export`}>
          <button className="btn quiet" type="submit">
            Take a copy of all that is held
          </button>
          <p className="note">A JSON file, the same that they can get themselves. The audit log notes it.</p>
        </form>
        <Erase {...props} />
      </div>
    </section>
  );
}

function Suppress({ story }: PartProps) {
  return (
    <ActionForm
      action={suppressThem}
      page={pageAt(story, 'ends')}
      className="form"
      fold="Send no more mail to this address"
      hidden={{ person: story.id, address: story.address }}
    >
      <p>All their courses end, and signing up again sends nothing. Their place is kept.</p>
      <WhyField id="why-suppress" />
      <button className="btn quiet" type="submit">
        Send no more mail to this address
      </button>
    </ActionForm>
  );
}

function Unsuppress({ story }: PartProps) {
  return (
    <ActionForm
      action={unsuppressThem}
      page={pageAt(story, 'ends')}
      className="form"
      fold="Take this address off the list"
      hidden={{ person: story.id, address: story.address }}
    >
      <TakeOffFields id="unsuppress" wasComplaint={story.suppression?.reason === 'complained'} />
      <button className="btn quiet" type="submit">
        Take it off the list
      </button>
    </ActionForm>
  );
}

function Readdress({ story }: PartProps) {
  return (
    <ActionForm
      action={readdressThem}
      page={pageAt(story, 'ends')}
      className="form"
      fold="Write to them at another address"
      hidden={{ person: story.id, address: story.address }}
    >
      <p>Only if you know that both addresses are theirs. They can do it themselves, by two mails.</p>
      <div>
        <label htmlFor="to">The new address</label>
        <input
          className="field"
          id="to"
          name="to"
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <button className="btn quiet" type="submit">
        Write to them there
      </button>
    </ActionForm>
  );
}

function Erase({ story }: PartProps) {
  return (
    <ActionForm
      action={eraseThem}
      page={pageAt(story, 'ends')}
      className="form"
      fold="Erase them"
      hidden={{ person: story.id }}
    >
      <p>
        All that stands on this page is deleted at once and for good; nobody can bring it back. What stays is
        a scrambled form of the address, if it must not be mailed.
      </p>
      <div>
        <label htmlFor="typed">To say that you mean it, type their address</label>
        <input className="field" id="typed" name="typed" type="text" autoComplete="off" spellCheck={false} />
      </div>
      <button className="btn final" type="submit">
        Erase them for good
      </button>
    </ActionForm>
  );
}
