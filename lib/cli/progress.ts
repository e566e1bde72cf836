const WIDTH = 24;

/**
 * A bar for work that may take long, on a terminal only: whoever reads the output as a file, or its JSON, gets none of it.
 * @param what is being done, in a word or two
 * @returns to be told how much is done, of how much; when all is, the bar goes away
 */
export function progress(
  what: string,
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
): (done: number, of: number) => void {
  return (done, of) => {
    if (!terminal.isTTY) return;
    const full = Math.round((WIDTH * done) / of);
    const bar = `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${what}, ${done} of ${of}`;
    terminal.write(done < of ? `\r${bar}` : `\r${' '.repeat(bar.length)}\r`);
  };
}
