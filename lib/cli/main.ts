import { CourseError } from '#lib/domain/course.ts';
import { readEnv } from '#lib/env.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { type Command, commandOf, USAGE } from './command.ts';
import { list, publish } from './course.ts';

// `npm run lettercourse -- …`: 0 when done, 1 when it could not be done, 2 when these words are no command.
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  const command = commandOf(words);
  if (command === null) {
    console.error(USAGE);
    return 2;
  }
  // What a flow logs is said here in words; warnings still show.
  const runtime = createRuntime({ ...readEnv(), LOG_LEVEL: 'warn' });
  try {
    for (const line of await run(runtime, command)) console.log(line);
    return 0;
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    console.error(`Nothing was published. Please mend:\n${error.message}`);
    return 1;
  } finally {
    await runtime.queue.close();
    await runtime.db.$disconnect();
  }
}

function run(runtime: Runtime, command: Command): Promise<string[]> {
  switch (command) {
    case 'course publish':
      return publish(runtime);
    case 'course list':
      return list(runtime);
    default:
      return command satisfies never;
  }
}
