import type { TestProject } from 'vitest/node';
import { provideBrowser } from './provide-browser.ts';

/** Finds a browser before the first test that needs one, or installs one. */
export default function setup(project: TestProject): void {
  project.provide(
    'chromium',
    provideBrowser((line) => console.log(line)),
  );
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a Chrome or Chromium. */
    chromium: string;
  }
}
