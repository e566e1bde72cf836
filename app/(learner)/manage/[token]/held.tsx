/** What is kept about the learner. */
export function Held() {
  return (
    <section className="part" id="held" aria-labelledby="held-title">
      <h2 id="held-title">What we hold about you</h2>
      <div className="form">
        <p>
          Your address, your time zone, what you agreed to and when, which lessons you have had, and what you
          noted on their pages: read, and your last answer. Not whether you opened them: we don’t look.{' '}
          <a href="/privacy">All of it, in plain words</a>
        </p>
      </div>
    </section>
  );
}
