import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { ROOT } from './root.mjs';

/** An editor saves in several steps. */
const QUIET_MS = 200;

/**
 * Calls back when files below one of the folders have changed and a moment has passed. Each folder is watched by itself:
 * Node's recursive watch loses a file on Linux once an editor has put a new one in its place.
 * @param folders from the root of the checkout, or absolute
 * @param changed is given absolute paths, each once
 * @returns what ends the watch
 */
export function watchSources(
  folders: readonly string[],
  changed: (files: ReadonlySet<string>) => void,
): () => void {
  const roots = folders.map((folder) => resolve(ROOT, folder));
  const watchers = new Map<string, FSWatcher>();
  let files = new Set<string>();
  let soon: NodeJS.Timeout | undefined;

  const forget = (folder: string) => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };
  const watchAll = () => {
    for (const folder of roots.flatMap(foldersIn)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, (event, name) => notice(event, join(folder, name ?? '')));
      watcher.on('error', () => forget(folder));
      watchers.set(folder, watcher);
    }
  };
  const notice = (event: string, path: string) => {
    files.add(path);
    // Something of this name came or went; a folder that came again is another one.
    if (event === 'rename') forget(path);
    clearTimeout(soon);
    soon = setTimeout(() => {
      watchAll();
      const told = files;
      files = new Set();
      changed(told);
    }, QUIET_MS);
  };
  watchAll();
  return () => {
    clearTimeout(soon);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** A folder and all below it; none when it is not there. */
function foldersIn(root: string): string[] {
  try {
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });
    return [
      root,
      ...entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name)),
    ];
  } catch {
    return [];
  }
}
