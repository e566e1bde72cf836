/** "The tea course", "The tea course and The bread course", "A, B and C". */
export function inOneLine(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
