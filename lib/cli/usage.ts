import { commandOf, USAGE } from './command.ts';

// Before anything is started: are these words a command?
if (commandOf(process.argv.slice(2)) === null) {
  console.error(USAGE);
  process.exitCode = 2;
}
