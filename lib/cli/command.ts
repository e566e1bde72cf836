/**
 * Every command of the command line: its words, what may follow them, and what it does. `on: 'files'` for those that need
 * no database (`lib/cli/author.ts` runs them, and `lib/server/commands.mjs` names them too); `on: 'demo'` is `prisma/seed.ts`.
 */
const COMMANDS = [
  { words: 'status', takes: '[--json]', does: 'whether mail goes out, since when not, and what waits' },
  { words: 'stop', takes: '[reason]', does: 'stops all sending before the next batch; nothing is lost' },
  { words: 'resume', takes: '', does: 'goes on; what is overdue leaves one by one, no burst' },
  {
    words: 'tick',
    takes: '[--dry-run] [--json]',
    does: 'does what is due now, once; with --dry-run says what that would be, and does nothing',
  },
  { words: 'unknown list', takes: '[--json]', does: 'mails of which nobody can tell whether they left' },
  {
    words: 'unknown resolve',
    takes: '<id> <fate>',
    does: 'you know better: arrived (recorded as sent), send-again (planned anew) or failed (not sent any more)',
  },
  {
    words: 'subscribers show',
    takes: '<address> [--json]',
    does: 'how somebody stands: consents, courses, the newest mails and what became of them',
  },
  {
    words: 'subscribers export',
    takes: '<address>',
    does: 'all that is held of somebody, as JSON',
  },
  {
    words: 'subscribers move',
    takes: '<address> <new> [--yes]',
    does: 'writes to somebody at another address, which you know to be theirs',
  },
  {
    words: 'subscribers erase',
    takes: '<address> [--yes]',
    does: 'what is held of somebody; with --yes deletes it for good',
  },
  {
    words: 'suppress',
    takes: '<address> [--reason …]',
    does: 'nothing is mailed to this address any more; needs a reason, for the audit log',
  },
  {
    words: 'unsuppress',
    takes: '<address> [--reason …] [--despite-complaint] [--yes]',
    does: 'takes it off that list, whoever put it there; with a reason, and with --yes does it',
  },
  { words: 'operator list', takes: '[--json]', does: 'who may sit at the desk, with passkeys and sessions' },
  { words: 'operator add', takes: '<address>', does: 'lets somebody in, besides those of OPERATOR_EMAILS' },
  {
    words: 'operator remove',
    takes: '<address> [--yes]',
    does: 'lets them in no more, and ends their sessions',
  },
  {
    words: 'operator login-link',
    takes: '[address]',
    does: 'a link that signs in once, within ten minutes: for when mail is broken',
  },
  { words: 'keys list', takes: '[--json]', does: 'the ids of the keys that sign links, never the keys' },
  { words: 'keys rotate', takes: '', does: 'a new key signs links; those in older mail still work' },
  {
    words: 'keys retire',
    takes: '<id> [--yes]',
    does: 'takes an older key away: with --yes, what it has signed leads nowhere',
  },
  {
    words: 'seed',
    takes: '--demo [--crowd n]',
    does: 'fills a database without people with a demo: six at different places, and a crowd',
    on: 'demo',
  },
  {
    words: 'reasons',
    takes: '[--json]',
    does: 'why people left, as far as they said so: how many, and their words, without addresses',
  },
  {
    words: 'course new',
    takes: '<slug> [--title …]',
    does: 'writes the files of a new course, for you to write over',
    on: 'files',
  },
  {
    words: 'course lint',
    takes: '[folder] [--json]',
    does: 'what is to be mended in the courses, or in a folder; exit code 1 when there is something',
    on: 'files',
  },
  {
    words: 'course preview',
    takes: '[course] [--port n]',
    does: 'shows its mails in the browser, as the files change',
    on: 'files',
  },
  {
    words: 'course simulate',
    takes: '[course] [options]',
    does: 'the dates on which its mails would come; --help has the options',
    on: 'files',
  },
  {
    words: 'course claims',
    takes: '<course>',
    does: 'every claim with its lesson, verdict, grade and sources, as Markdown',
    on: 'files',
  },
  {
    words: 'course send-test',
    takes: '<course> <mail> <address> [--yes]',
    does: 'one mail as learners would get it: a lesson, confirmation, completion or link',
  },
  {
    words: 'course plan',
    takes: '[course] [--also lesson] [--json]',
    does: 'what publishing would change, and who would get what and when; changes nothing',
  },
  {
    words: 'course publish',
    takes: '[--also lesson] [--yes]',
    does: 'the same, and makes the courses in their folder live; with --yes where it changes what somebody gets',
  },
  {
    words: 'course correction',
    takes: '<course> [correction-id] [--yes]',
    does: 'who had the text from before a correction; with --yes mails it to them',
  },
  { words: 'course list', takes: '[--json]', does: 'the courses that are live, with their lessons' },
  { words: 'doctor', takes: '[--json]', does: 'whether all that must hold holds; changes nothing' },
] as const satisfies readonly { words: string; takes: string; does: string; on?: 'files' | 'demo' }[];

type Command = (typeof COMMANDS)[number];
export type FileCommand = Extract<Command, { on: 'files' }>['words'];
export type DatabaseCommand = Exclude<Command, { on: string }>['words'];

export const COMMAND_WORDS: readonly string[] = COMMANDS.map(({ words }) => words);

/** The commands that need no database. */
export const FILE_COMMANDS: readonly FileCommand[] = COMMANDS.flatMap((command) =>
  'on' in command && command.on === 'files' ? [command.words] : [],
);

/** What a command has to say, and its exit code: 0 done, 1 it could not be done or is not well, 2 for words it can't use. */
export type Answer = { lines: string[]; code: 0 | 1 | 2 };

const WIDTH = Math.max(...COMMANDS.map(({ words, takes }) => `${words} ${takes}`.length)) + 2;

export const USAGE = `npm run lettercourse -- <command>

${COMMANDS.map(({ words, takes, does }) => `  ${`${words} ${takes}`.padEnd(WIDTH)}${does}`).join('\n')}

For example:
  npm run lettercourse -- tick --dry-run
  npm run lettercourse -- subscribers show ada@example.org
  npm run lettercourse -- suppress ada@example.org --reason "asked by phone"
  npm run lettercourse -- course send-test leaky-gut 1 you@example.org
  npm run lettercourse -- unknown resolve 3f6c… arrived
  npm run lettercourse -- keys rotate
  npm run lettercourse -- status --json

Every command but course preview and seed takes --json: data where it has some, and otherwise {"done": …, "says": […]}.
It ends with 0 when done, 1 when it could not be done or something is not well, 2 for words it does not know.
`;

type Asked = {
  args: string[];
  /** What it says is wanted as JSON. */
  asJson: boolean;
} & ({ on: 'files'; command: FileCommand } | { on: 'database'; command: DatabaseCommand });

/** The command these words ask for, with what follows it; null when they are none, or too many or too few. */
export function commandOf(given: readonly string[]): Asked | null {
  for (const command of COMMANDS) {
    const length = command.words.split(' ').length;
    if (given.slice(0, length).join(' ') !== command.words) continue;
    const rest = given.slice(length);
    const asJson = rest.includes('--json');
    const args = asJson && !hasData(command) ? rest.filter((word) => word !== '--json') : rest;
    if (!fits(command.takes, args)) return null;
    if (!('on' in command)) return { on: 'database', command: command.words, args, asJson };
    return command.on === 'files' ? { on: 'files', command: command.words, args, asJson } : null;
  }
  return null;
}

/** Does it know `--json` itself, and give data? */
function hasData({ words, takes }: Command): boolean {
  return takes.includes('--json') || words === 'course simulate';
}

function fits(takes: string, args: readonly string[]): boolean {
  const [, option] = /^\[(--\w+)\]$/.exec(takes) ?? [];
  if (option !== undefined) return args.length === 0 || (args.length === 1 && args[0] === option);
  if (takes.startsWith('[--') && args[0]?.startsWith('--') === false) return false;
  const needed = takes.split('<').length - 1;
  return args.length === needed || (args.length > needed && takes.includes('['));
}
