/** What can be asked for on the command line. */
export type Command = 'course publish' | 'course list';

const COMMANDS: readonly Command[] = ['course publish', 'course list'];

export const USAGE = `npm run lettercourse -- <command>

  course publish   makes the courses in emails/courses live; says what has changed
  course list      the courses that are live, with their lessons
`;

/** The command these words ask for, or null. */
export function commandOf(words: readonly string[]): Command | null {
  const asked = words.join(' ');
  return COMMANDS.find((command) => command === asked) ?? null;
}
