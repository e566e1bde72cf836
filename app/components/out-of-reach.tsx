/** Something of ours broke: what happened, what didn't, what to do. Stands alone, because it must show when nothing else does. */
export function OutOfReach({ retry }: { retry: () => void }) {
  return (
    <main className="wrap">
      <div className="plain-page">
        <h1>This page can’t be shown just now.</h1>
        <p className="lead">
          We couldn’t reach our records. Your place is kept. Please try again in a minute; if it stays so,
          write to us by answering any of our mails.
        </p>
        <p className="buttons">
          <button className="btn" type="button" onClick={retry}>
            Try again
          </button>
          <a className="btn quiet" href="/">
            To the first page
          </a>
        </p>
      </div>
    </main>
  );
}
