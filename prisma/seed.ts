import { formatWhen } from '#lib/domain/schedule.ts';
import { readEnv } from '#lib/env.ts';
import { createRuntime } from '#lib/runtime.ts';
import { CAST, whereToLook } from './cast.ts';
import { liveCrowd } from './crowd.ts';
import { seedDemo } from './seed-demo.ts';

/** Sign-ups beyond this many in an hour are refused, and the days of a larger crowd take long. */
const LARGEST_CROWD = 5000;

// `npm run seed`: a demo cast at different places of the course, and where to look at each. With `-- --crowd 200` so many
// more live another eight weeks, which is what the operator's desk is for.
const crowd = crowdOf(process.argv.slice(2));
if (crowd === null) {
  console.error(`How many? npm run seed -- --crowd 200 (from 1 to ${LARGEST_CROWD})`);
  process.exit(2);
}
const runtime = createRuntime({ ...readEnv(), LOG_LEVEL: 'warn' });
try {
  console.log('Living a demo: six people, eight weeks …');
  const seeded = await seedDemo(runtime);
  if (seeded.ok) {
    console.log(seeded.news ? 'The cast has arrived.' : 'The cast was here already: nothing was changed.');
    for (const member of CAST) {
      console.log(
        `\n${member.name} ${member.place} (${member.timeZone})\n  ${await whereToLook(runtime, member)}`,
      );
    }
    if (crowd > 0) await bringCrowd(crowd);
    console.log(`\nAll their mail: ${runtime.env.APP_URL}/outbox`);
    console.log(`Course time is now ${formatWhen(await runtime.now(), 'UTC')}.`);
  } else {
    console.error(seeded.problem);
    process.exitCode = 1;
  }
} finally {
  await runtime.queue.close();
  await runtime.db.$disconnect();
}

/** @returns 0 for none, null for words that say no number */
function crowdOf(given: readonly string[]): number | null {
  // `lettercourse seed --demo` says what it is; here there is nothing else to seed.
  const words = given.filter((word) => word !== '--demo');
  if (words.length === 0) return 0;
  const [option, number, ...more] = words;
  const people = Number(number);
  const isNumber = Number.isInteger(people) && people >= 1 && people <= LARGEST_CROWD;
  return option === '--crowd' && more.length === 0 && isNumber ? people : null;
}

async function bringCrowd(people: number): Promise<void> {
  const isTerminal = process.stdout.isTTY;
  console.log(`\nA crowd of ${people} lives eight weeks …`);
  const news = await liveCrowd(runtime, people, (day, days) => {
    if (isTerminal) process.stdout.write(`\r${bar(day / days)} day ${day} of ${days}`);
  });
  if (isTerminal) console.log();
  console.log(news ? 'The crowd has arrived.' : 'A crowd was here already: nothing was changed.');
  console.log(`Look at it from the desk: ${runtime.env.APP_URL}/desk`);
}

function bar(share: number): string {
  const full = Math.round(24 * share);
  return `[${'#'.repeat(full)}${'.'.repeat(24 - full)}]`;
}
