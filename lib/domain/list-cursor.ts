/** Where a page of a list ends: the next one begins after it. Of rows by time, newest first. */
export type ListCursor = { at: Date; id: string };

const CURSOR = /^(\d{1,13})\.([0-9A-Za-z_-]{1,64})$/;

/** @returns "1795700000000.3f2b…", for an address */
export function writeCursor({ at, id }: ListCursor): string {
  return `${at.getTime()}.${id}`;
}

/** @returns null for whatever `writeCursor` would not have made */
export function readCursor(text: string): ListCursor | null {
  const [, ms, id] = CURSOR.exec(text) ?? [];
  const at = new Date(Number(ms));
  return id === undefined || Number.isNaN(at.getTime()) ? null : { at, id };
}

/**
 * The rows of a page, of which one more was read to see whether there is a next.
 * @param cursorOf where a page that ends with this row ends
 */
export function pageOf<Row>(
  rows: readonly Row[],
  size: number,
  cursorOf: (row: Row) => string,
): { rows: Row[]; older: string | null } {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { rows: shown, older: rows.length > size && last !== undefined ? cursorOf(last) : null };
}
