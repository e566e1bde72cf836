// `npm start` and every other npm script begin here: plain JavaScript that needs nothing installed,
// so that one command is enough in a fresh clone.
import { join } from 'node:path';
import { commands } from './commands.mjs';
import { loadDotEnv } from './environment.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNodeVersion, pinnedNode } from './node-version.mjs';
import { generateClientIfNeeded } from './prisma-client.mjs';
import { ROOT } from './root.mjs';
import { run } from './run.mjs';

process.chdir(ROOT);
process.exitCode = await start(process.argv[2] ?? 'start', process.argv.slice(3));

/**
 * @param {string} name one of the names in commands.mjs
 * @param {string[]} args handed on to the command
 * @returns {Promise<number>} the exit code
 */
async function start(name, args) {
  const problem = checkNodeVersion(process.versions.node);
  if (problem) return complain(problem);
  const command = commands[name];
  if (!command)
    return complain(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
  loadDotEnv(join(ROOT, '.env'));

  const installed = await installIfNeeded({ withDevelopment: command.development });
  if (installed !== 0) return installed;
  const generated = await generateClientIfNeeded();
  if (generated !== 0) return generated;

  const node = pinnedNode();
  for (const step of command.steps(args)) {
    const code = await run(node, step.args, { mode: step.mode, env: step.env });
    if (code !== 0) return code;
  }
  return 0;
}

/** @param {string} message */
function complain(message) {
  console.error(message);
  return 1;
}
