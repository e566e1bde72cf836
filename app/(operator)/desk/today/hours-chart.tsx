/** The drawing's own units; it is as wide as its column. */
const WIDTH = 384;
const HEIGHT = 150;
const LEFT = 36;
const BASE = 124;
const TOP = 22;
const STEP = (WIDTH - LEFT) / 24;

/** Mails due in each of the next 24 hours, as bars; a table of the same numbers stands folded below it. */
export function HoursChart({ hours }: { hours: { at: Date; mails: number }[] }) {
  const most = Math.max(...hours.map(({ mails }) => mails));
  const sum = hours.reduce((all, { mails }) => all + mails, 0);
  if (sum === 0) return <p>No mail has a date in the next 24 hours.</p>;
  const peak = hours.findIndex(({ mails }) => mails === most);
  const heightOf = (mails: number) => ((BASE - TOP) * mails) / most;
  const count = new Intl.NumberFormat('en-GB');
  return (
    <>
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${count.format(sum)} mails in all. Most at ${clock(hours[peak]?.at)}: ${count.format(most)}.`}
      >
        <path d={`M${LEFT} ${BASE}H${WIDTH}`} stroke="var(--rule)" />
        {hours.map(({ at, mails }, i) => (
          <g key={at.toISOString()}>
            {mails > 0 && (
              <rect
                x={LEFT + i * STEP + 2}
                y={BASE - Math.max(heightOf(mails), 1)}
                width={STEP - 4}
                height={Math.max(heightOf(mails), 1)}
                fill="var(--accent)"
              />
            )}
            {i % 4 === 0 && (
              <text x={LEFT + (i + 0.5) * STEP} y={BASE + 18} textAnchor="middle">
                {clock(at).slice(0, 2)}
              </text>
            )}
          </g>
        ))}
        <text className="v" x={LEFT + (peak + 0.5) * STEP} y={TOP - 6} textAnchor="middle">
          {count.format(most)}
        </text>
        <text x="0" y={BASE + 18}>
          UTC
        </text>
      </svg>
      <details>
        <summary>The numbers</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Hour, UTC</th>
              <th scope="col">Mails</th>
            </tr>
          </thead>
          <tbody>
            {hours
              .filter(({ mails }) => mails > 0)
              .map(({ at, mails }) => (
                <tr key={at.toISOString()}>
                  <th scope="row">{clock(at)}</th>
                  <td>{count.format(mails)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function clock(at: Date | undefined): string {
  return at ? at.toISOString().slice(11, 16) : '';
}
