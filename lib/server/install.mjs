import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { run } from './run.mjs';

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * Runs `npm ci` unless node_modules already holds what package-lock.json asks for.
 * @param {{ withDevelopment: boolean }} options whether this command needs the development dependencies
 * @returns {Promise<number>} exit code of the installation, 0 when none was needed
 */
export async function installIfNeeded({ withDevelopment }) {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  // npm writes this file when an installation is complete, so an interrupted one counts as none.
  const installed = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
  if (!wanted || (installed && agrees(wanted, installed, withDevelopment))) return 0;

  console.log(
    installed ? 'The list of packages has changed: installing …' : 'Installing packages (about a minute) …',
  );
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) console.error('The installation failed; the lines above say why.');
  return code;
}

/**
 * Is everything there, in the version asked for?
 * @param {Record<string, LockedPackage>} wanted by path, from package-lock.json
 * @param {Record<string, LockedPackage>} installed by path, from npm's own note of what it did
 * @param {boolean} withDevelopment
 */
export function agrees(wanted, installed, withDevelopment) {
  return Object.entries(wanted).every(([path, { version, dev, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found) return found.version === version;
    // absent for a reason: another platform's, or a production installation without development dependencies
    return optional || devOptional || (dev && !withDevelopment);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null} null when there is no such file
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Runs npm with the Node that npm itself runs on: the pinned one lies in node_modules, which `npm ci` deletes first.
 * @param {string[]} args
 */
function npm(args) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (cli && node) return run(node, [cli, ...args], { mode: 'foreground' });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { mode: 'foreground' });
}
