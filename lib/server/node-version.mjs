import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const MINIMUM = [20, 19];

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | null} what to do, when it is too old
 */
export function checkNodeVersion(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needsMajor = 0, needsMinor = 0] = MINIMUM;
  if (major > needsMajor || (major === needsMajor && minor >= needsMinor)) return null;
  return `Lettercourse needs Node ${MINIMUM.join('.')} or newer; this is ${version}. Get one from https://nodejs.org and try again.`;
}

/**
 * The Node that the lock file pins for this platform; where none is installed or it doesn't run (musl), the one running now.
 * @returns {string} path of the program
 */
export function pinnedNode() {
  const pinned = join(ROOT, 'node_modules', '.bin', 'node');
  return spawnSync(pinned, ['--version']).status === 0 ? pinned : process.execPath;
}
