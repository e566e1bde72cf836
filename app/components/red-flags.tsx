import type { Course } from '#lib/domain/course.ts';

/** The signs that need a doctor, not a course. */
export function RedFlags({ of, id }: { of: Course['redFlags']; id?: string }) {
  return (
    <section className="flag" id={id} aria-labelledby="red-flags-title">
      <h2 id="red-flags-title">{of.title}</h2>
      <ul>
        {of.soon.map((sign) => (
          <li key={sign}>{sign}</li>
        ))}
      </ul>
      <p className="emergency">
        <Emergency text={of.emergency} />
      </p>
    </section>
  );
}

/** “Signs: what to do”, with the signs in bold. */
export function Emergency({ text }: { text: string }) {
  const colon = text.indexOf(':') + 1;
  return (
    <>
      <b>{text.slice(0, colon)}</b>
      {text.slice(colon)}
    </>
  );
}
