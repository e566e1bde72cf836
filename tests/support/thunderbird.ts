import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram, installPackages } from './debian-packages.ts';

const PROGRAMS = ['thunderbird', 'Xvfb', 'import'] as const;
const PACKAGES = ['thunderbird', 'xvfb', 'imagemagick', 'fonts-liberation'] as const;

/** Nothing is asked, nothing is looked for, and no network is there: a mail of ours needs none. */
const PREFERENCES = {
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.accounthub.enabled': false,
  'mail.shell.checkDefaultClient': false,
  'mail.rights.version': 1,
  'mailnews.start_page.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
  'app.donation.eoy.version.viewed': 999,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
};

export type Scheme = 'light' | 'dark';
export type View = { width: number; height: number; scheme: Scheme };

/**
 * Provides Thunderbird, a screen that nobody sees and a camera, installing them where that is possible.
 * @throws when they are not there and can’t be installed, saying what to do
 */
export function provideThunderbird(say: (line: string) => void): void {
  const missing = () => PROGRAMS.filter((name) => !findProgram([name]));
  if (missing().length > 0) installPackages(PACKAGES, say);
  if (missing().length > 0)
    throw new Error(
      `Not found: ${missing().join(', ')}. Install them, as root: apt-get install ${PACKAGES.join(' ')}`,
    );
}

/**
 * Lets Thunderbird open a mail in a window of its own, on a screen that nobody sees, and takes a picture of the screen.
 * @param eml path of the mail, one MIME message
 * @param png path of the picture
 * @param view the screen in pixels, which the window fills
 */
export async function photograph(eml: string, png: string, view: View): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'lettercourse-thunderbird-'));
  writeFileSync(join(profile, 'user.js'), preferences(view.scheme));
  writeFileSync(join(profile, 'xulstore.json'), JSON.stringify(wholeScreen(view)));
  const size = `${view.width}x${view.height}x24`;
  const screen = start('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', size]);
  try {
    const env = { ...process.env, DISPLAY: `:${await displayOf(screen)}`, HOME: profile };
    const thunderbird = start('thunderbird', ['--no-remote', '--profile', profile, eml], env);
    try {
      await shootWhenStill(png, env);
    } finally {
      await end(thunderbird);
    }
  } finally {
    await end(screen);
    rmSync(profile, { recursive: true, force: true });
  }
}

function preferences(scheme: Scheme): string {
  const all = { ...PREFERENCES, 'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0 };
  return Object.entries(all)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** Where Thunderbird keeps how large its windows were. */
function wholeScreen({ width, height }: View) {
  const place = { screenX: '0', screenY: '0', width: `${width}`, height: `${height}`, sizemode: 'normal' };
  return { 'chrome://messenger/content/messageWindow.xhtml': { messengerWindow: place } };
}

/** In a group of its own, because Thunderbird is started by a script and has children. */
function start(program: string, args: string[], env = process.env): ChildProcess {
  return spawn(program, args, { env, detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
}

async function end(program: ChildProcess): Promise<void> {
  if (program.pid === undefined || program.exitCode !== null) return;
  const ended = once(program, 'exit');
  process.kill(-program.pid, 'SIGKILL');
  await ended;
}

/** Xvfb takes a free display and writes its number. */
async function displayOf(screen: ChildProcess): Promise<string> {
  const output = screen.stdio[3];
  if (!output) throw new Error('Xvfb was started without a way to answer');
  const [number] = await once(output, 'data');
  return String(number).trim();
}

/** A window that is being drawn changes: two pictures that are the same, with words on them, show a mail. */
async function shootWhenStill(png: string, env: NodeJS.ProcessEnv): Promise<void> {
  let before: Buffer | null = null;
  for (const until = performance.now() + LONGEST_MS; performance.now() < until; await sleep(BETWEEN_MS)) {
    spawnSync('import', ['-window', 'root', '-define', 'png:exclude-chunks=date,time', png], { env });
    const now = readFileSync(png);
    if (now.length > BLANK_BYTES && before?.equals(now)) return;
    before = now;
  }
  throw new Error('Thunderbird showed nothing that stands still.');
}

const LONGEST_MS = 180_000;
const BETWEEN_MS = 4_000;
/** An empty screen or window has fewer. */
const BLANK_BYTES = 40_000;
