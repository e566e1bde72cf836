import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

/** A real Chromium without a window. Close it in `afterAll`. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: inject('chromium') });
}
