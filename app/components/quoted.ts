/** A title between quotation marks; marks inside it become single ones. */
export function quoted(title: string): string {
  return `“${title.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}
