/** Why an operator does it, for the audit log. */
export function WhyField({ id }: { id: string }) {
  return (
    <div>
      <label htmlFor={id}>Why</label>
      <input
        className="field"
        id={id}
        name="why"
        type="text"
        maxLength={500}
        autoComplete="off"
        aria-describedby={`${id}-note`}
      />
      <p className="note" id={`${id}-note`}>
        In a few words, such as “asked by phone”. The audit log keeps it, without addresses.
      </p>
    </div>
  );
}

/** What taking an address off the list asks for: why, and after a complaint that it is known. */
export function TakeOffFields({ id, wasComplaint }: { id: string; wasComplaint: boolean }) {
  return (
    <>
      <p>Nobody is signed up by this and nothing is sent. They come back by themselves.</p>
      {wasComplaint && (
        <label className="choice">
          <input type="checkbox" name="complaint" value="known" />
          They marked our mail as unwanted, and have asked us since to write again
        </label>
      )}
      <WhyField id={id} />
    </>
  );
}
