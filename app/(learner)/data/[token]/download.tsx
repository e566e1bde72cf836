/** All of it as a file. */
export function Download({ token }: { token: string }) {
  return (
    <section className="part" id="download" aria-labelledby="download-title">
      <h2 id="download-title">Take it with you</h2>
      <div className="form">
        <p>Everything on this page, and the exact moments, as a file that other programs can read (JSON).</p>
        <a className="btn quiet" href={`/data/${token}/download`} download>
          Download my data
        </a>
      </div>
    </section>
  );
}
