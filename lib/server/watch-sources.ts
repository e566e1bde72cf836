import { watch } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

/** An editor saves in several steps. */
const QUIET_MS = 200;

/**
 * Calls back when a file below one of the folders has changed and a moment has passed.
 * @returns what ends the watch
 */
export function watchSources(folders: string[], changed: () => void): () => void {
  let soon: NodeJS.Timeout | undefined;
  const notice = () => {
    clearTimeout(soon);
    soon = setTimeout(changed, QUIET_MS);
  };
  const watchers = folders.map((folder) => watch(join(ROOT, folder), { recursive: true }, notice));
  return () => {
    clearTimeout(soon);
    for (const watcher of watchers) watcher.close();
  };
}
