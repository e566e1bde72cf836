import { spawn } from 'node:child_process';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end, with this terminal as its own.
 *
 * - `foreground`: the terminal's Ctrl-C reaches it as it reaches us; we only wait for it.
 * - `service`: it gets a process group of its own and every signal once, from us. (npm passes the terminal's Ctrl-C on
 *   besides the terminal itself, so a program in npm's group gets it twice.) When we die, its channel to us closes.
 * @param {string} program
 * @param {string[]} args
 * @param {{ mode: 'foreground' | 'service', env?: Record<string, string> }} options
 * @returns {Promise<number>} its exit code
 */
export function run(program, args, { mode, env }) {
  const ownGroup = mode === 'service' && process.platform !== 'win32';
  const child = spawn(program, args, {
    stdio: ['inherit', 'inherit', 'inherit', ...(mode === 'service' ? [/** @type {const} */ ('ipc')] : [])],
    detached: ownGroup,
    env: { ...process.env, ...env },
  });
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    if (ownGroup || signal === 'SIGTERM') child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  // Started over a channel ourselves (by a test): when that parent dies, the child must learn of it.
  const letGo = () => child.kill('SIGTERM');
  process.on('disconnect', letGo);

  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, passOn);
      process.off('disconnect', letGo);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}
