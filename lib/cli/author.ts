import { readCoursesDir } from '#lib/env.ts';
import { inJson } from './as-json.ts';
import { claims } from './claims.ts';
import { type Answer, commandOf, type FileCommand, USAGE } from './command.ts';
import { lint } from './lint.ts';
import { newCourse } from './new-course.ts';
import { simulate } from './simulate.ts';

// The author's commands: over the files of the courses alone, so they answer without a database. 0, 1 and 2 as in main.ts.
/** The only setting these commands ask for. */
const dir = readCoursesDir();
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  const asked = commandOf(words);
  if (asked?.on !== 'files') {
    console.error(USAGE);
    return 2;
  }
  const answer = await run(asked.command, asked.args);
  const { lines, code } = asked.asJson ? inJson(answer) : answer;
  // In one piece: whoever reads the first lines only (`| head`) closes the pipe.
  if (lines.length > 0) (code === 2 && !asked.asJson ? console.error : console.log)(lines.join('\n'));
  return code;
}

async function run(command: FileCommand, args: readonly string[]): Promise<Answer> {
  switch (command) {
    case 'course claims':
      return claims(args, dir);
    case 'course lint':
      return lint(args, dir);
    case 'course new':
      return newCourse(args, dir);
    case 'course preview':
      return (await import('./preview.ts')).preview(args, dir);
    case 'course simulate':
      return simulate(args, new Date(), dir);
    default:
      return command satisfies never;
  }
}
