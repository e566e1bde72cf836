import { CourseError } from '#lib/domain/course.ts';
import { readEnv } from '#lib/env.ts';
import { atCommandLine } from '#lib/flows/desk/desk.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { inJson } from './as-json.ts';
import { type Answer, commandOf, type DatabaseCommand, USAGE } from './command.ts';
import { correction } from './correction.ts';
import { list } from './course.ts';
import { doctor } from './doctor.ts';
import { listKeys, retireKey, rotateKeys } from './keys.ts';
import { add, listAll, printLoginLink, remove } from './operator.ts';
import { show } from './person.ts';
import { plan, publish } from './publish.ts';
import { reasons } from './reasons.ts';
import { sendTestMail } from './send-test.ts';
import { resume, status, stop } from './sending.ts';
import { erase, exportPerson, move } from './subscribers.ts';
import { suppress, unsuppress } from './suppress.ts';
import { tick } from './tick.ts';
import { listUnknown, resolve } from './unknown.ts';

// `npm run lettercourse -- …`: 0 when done, 1 when it could not be done, 2 when these words are no command.
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  const asked = commandOf(words);
  if (asked?.on !== 'database') {
    console.error(USAGE);
    return 2;
  }
  // What a flow logs is said here in words; warnings still show.
  const runtime = createRuntime({ ...readEnv(), LOG_LEVEL: 'warn' });
  try {
    const answer = await run(runtime, asked.command, asked.args);
    const { lines, code } = asked.asJson ? inJson(answer) : answer;
    for (const line of lines) console.log(line);
    return code;
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    console.error(`Nothing was published. Please mend:\n${error.message}`);
    return 1;
  } finally {
    await runtime.queue.close();
    await runtime.db.$disconnect();
  }
}

async function run(runtime: Runtime, command: DatabaseCommand, args: readonly string[]): Promise<Answer> {
  const desk = atCommandLine(runtime);
  switch (command) {
    case 'status':
      return status(desk, args);
    case 'tick':
      return tick(desk, args);
    case 'stop':
      return stop(desk, args);
    case 'resume':
      return resume(desk);
    case 'unknown list':
      return listUnknown(desk, args);
    case 'unknown resolve':
      return resolve(desk, args);
    case 'keys list':
      return listKeys(desk, args);
    case 'keys rotate':
      return rotateKeys(desk);
    case 'keys retire':
      return retireKey(desk, args);
    case 'operator list':
      return listAll(desk, args);
    case 'operator add':
      return add(desk, args);
    case 'operator remove':
      return remove(desk, args);
    case 'operator login-link':
      return printLoginLink(desk, args);
    case 'subscribers show':
      return show(desk, args);
    case 'subscribers export':
      return exportPerson(desk, args);
    case 'subscribers move':
      return move(desk, args);
    case 'subscribers erase':
      return erase(desk, args);
    case 'suppress':
      return suppress(desk, args);
    case 'unsuppress':
      return unsuppress(desk, args);
    case 'reasons':
      return reasons(runtime, args);
    case 'course send-test':
      return sendTestMail(runtime, args);
    case 'course plan':
      return plan(runtime, args);
    case 'course publish':
      return publish(desk, args);
    case 'course correction':
      return correction(runtime, args);
    case 'course list':
      return list(runtime, args);
    case 'doctor':
      return doctor(runtime, args);
    default:
      return command satisfies never;
  }
}
