import { formatWhen } from '#lib/domain/schedule.ts';
import { readEnv } from '#lib/env.ts';
import { createRuntime } from '#lib/runtime.ts';
import { CAST, whereToLook } from './cast.ts';
import { seedDemo } from './seed-demo.ts';

// `npm run seed`: a demo cast at different places of the course, and where to look at each.
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
