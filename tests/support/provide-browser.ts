import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { findProgram, installPackages, isProgram } from './debian-packages.ts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chrome.exe',
];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * A Chrome or Chromium: the one of CHROMIUM_PATH, one that is installed, or one installed now.
 * @param say told what is installed, a line each
 * @returns path of the program
 * @throws when there is none and none can be installed, saying what to do
 */
export function provideBrowser(say: (line: string) => void): string {
  const found = process.env.CHROMIUM_PATH || findBrowser();
  if (found) return found;
  if (!installPackages(['chromium', 'fonts-liberation'], say)) {
    say('No Chrome or Chromium here: installing Playwright’s own (npx playwright-core install chromium) …');
    const cli = join(
      dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
      'cli.js',
    );
    spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' });
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chrome or Chromium. Install one, or set CHROMIUM_PATH to its program.',
  );
}

function findBrowser(): string | undefined {
  return findProgram(NAMES) ?? [...ELSEWHERE, chromium.executablePath()].find(isProgram);
}
