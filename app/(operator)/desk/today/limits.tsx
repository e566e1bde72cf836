import type { Reading } from '#lib/domain/thresholds.ts';

const NAMES = {
  bounces: 'Came back for good',
  complaints: 'Complaints',
  left: 'Left after a lesson',
  confirmed: 'Confirmed',
  'sign-ups': 'Sign-ups today',
} as const satisfies Record<Reading['name'], string>;

/** Each threshold with its reading; what is crossed stands in words and in red. */
export function Limits({ thresholds }: { thresholds: Reading[] }) {
  return (
    <ul className="limits">
      {thresholds.map((reading) => (
        <li key={reading.name}>
          <span>
            {NAMES[reading.name]}
            <small>{limitInWords(reading)}</small>
          </span>
          <Gauge reading={reading} />
          <b className={reading.verdict === 'fine' ? undefined : 'over'}>{valueInWords(reading)}</b>
        </li>
      ))}
    </ul>
  );
}

/** A bar to the reading, and a stroke at each limit. */
function Gauge({ reading: { value, look, stop, verdict } }: { reading: Reading }) {
  const full = Math.max((stop ?? look) * 1.1, Math.min(value ?? 0, look * 2), look < 0.1 ? 0 : 1);
  const at = (share: number) => 2 + 116 * Math.min(share / full, 1);
  return (
    <svg viewBox="0 0 120 20" preserveAspectRatio="none" aria-hidden="true">
      <path d="M2 14.5H118" stroke="var(--edge)" />
      <rect
        x="2"
        y="9"
        width={at(value ?? 0) - 2}
        height="5"
        fill={verdict === 'fine' ? 'var(--accent)' : 'var(--signal)'}
      />
      {[look, ...(stop === null ? [] : [stop])].map((limit) => (
        <path key={limit} d={`M${at(limit)} 4V18`} stroke="var(--ink)" strokeWidth="1.25" />
      ))}
    </svg>
  );
}

function limitInWords({ name, look, stop, lesson }: Reading): string {
  if (name === 'sign-ups') return `look at ${look} times the mean`;
  if (name === 'confirmed') return `look below ${percent(look)}`;
  const about = lesson === undefined ? '' : `; ${lesson}, as below`;
  return stop === null
    ? `look at ${percent(look)}${about}`
    : `look at ${percent(look)}, stops at ${percent(stop)}`;
}

function valueInWords({ name, value }: Reading): string {
  if (value === null) return 'too few';
  return name === 'sign-ups' ? `${value.toFixed(1)} ×` : percent(value, name === 'complaints' ? 2 : 1);
}

function percent(share: number, digits?: number): string {
  return `${digits === undefined ? Number((100 * share).toFixed(2)) : (100 * share).toFixed(digits)} %`;
}
