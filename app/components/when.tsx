/** “Monday 30 November at 09:00, Europe/Paris”, the date and hour in bold. */
export function When({ at }: { at: string }) {
  const comma = at.lastIndexOf(', ');
  return (
    <>
      <b>{at.slice(0, comma)}</b>
      {at.slice(comma)}
    </>
  );
}

/** The same as text, without the zone, where the zone stands elsewhere on the page. */
export function withoutZone(at: string): string {
  return at.slice(0, at.lastIndexOf(', '));
}
