export type Query = Promise<Record<string, string | string[] | undefined>>;

/** One value of the address's query, if it is one of those we know; anything else is as if it were not there. */
export async function oneOf<Known extends string>(
  query: Query,
  name: string,
  known: readonly Known[],
): Promise<Known | null> {
  const value = (await query)[name];
  return known.find((code) => code === value) ?? null;
}

/** One value of the address's query as it stands; null for none, or several. */
export async function textOf(query: Query, name: string): Promise<string | null> {
  const value = (await query)[name];
  return typeof value === 'string' ? value : null;
}
