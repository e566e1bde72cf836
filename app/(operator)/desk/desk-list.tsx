/** The way through a list, of which every page knows only where the next begins. */
export function Pages({
  path,
  query,
  older,
  isFirst,
}: {
  path: string;
  /** What else the address says. */
  query: Readonly<Record<string, string>>;
  older: string | null;
  isFirst: boolean;
}) {
  if (older === null && isFirst) return null;
  return (
    <nav className="pages" aria-label="Pages">
      {!isFirst && <a href={addressOf(path, query)}>Back to the newest</a>}
      {older !== null && (
        <a href={addressOf(path, { ...query, after: older })} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}

export function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const text = String(new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')));
  return text === '' ? path : `${path}?${text}`;
}

/** The list can't be shown: why, and the way back. */
export function NoSuchList({ problem, path }: { problem: string; path: string }) {
  return (
    <div className="said wrong" role="alert">
      <p>{problem}</p>
      <a className="btn quiet" href={path}>
        Begin at the newest
      </a>
    </div>
  );
}
