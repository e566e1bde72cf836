import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

export type Shape = 'cron' | 'boss';
export type Bundle = { fileOf(shape: Shape): string; env: { NODE_COMPILE_CACHE: string } };

const ENTRIES: Record<Shape, string> = { cron: 'cron-main.ts', boss: 'boss-main.ts' };

/** Most of them live for a second: what makes code faster later would only make it start later. */
export const SHORT_LIVED = [
  '--wasm-lazy-compilation',
  '--liftoff-only',
  '--max-semi-space-size=32',
  '--min-semi-space-size=16',
];

/**
 * Puts each worker into one file, since it will be started some hundred times: with the cache of compiled code, a third
 * of the time and of the work that the same takes file by file.
 */
export async function bundleWorkers(dir: string): Promise<Bundle> {
  await build({
    entryPoints: Object.entries(ENTRIES).map(([out, file]) => ({ out, in: join(import.meta.dirname, file) })),
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    plugins: [withoutReact, queryCompilerBeside(dir)],
    // The SDK would load it to render mails, which nobody asks of it.
    external: ['@react-email/render'],
    // CommonJS packages ask for Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return {
    fileOf: (shape) => join(dir, `${shape}.mjs`),
    env: { NODE_COMPILE_CACHE: join(dir, 'compiled') },
  };
}

/** Making mails brings React along; these workers find everything published, and nobody asks them for what is of no course. */
const withoutReact: Plugin = {
  name: 'without React',
  setup({ onLoad }) {
    const leaveOut = (file: RegExp, name: string) =>
      onLoad({ filter: file }, () => ({
        contents: `export function ${name}() { throw new Error('left out'); }`,
      }));
    leaveOut(/\/lib\/flows\/publish-courses\.ts$/, 'publishCourses');
    leaveOut(/\/lib\/flows\/site-edition\.ts$/, 'siteEdition');
  },
};

/** Prisma keeps four megabytes of query compiler as a string in a module, which would be parsed at every start. */
function queryCompilerBeside(dir: string): Plugin {
  return {
    name: 'query compiler beside',
    setup({ onLoad }) {
      onLoad({ filter: /\.wasm-base64\.m?js$/ }, async ({ path }) => {
        const { wasm }: { wasm: string } = await import(path);
        const file = join(dir, 'query-compiler.base64');
        await writeFile(file, wasm);
        return {
          contents: `import { readFileSync } from 'node:fs'; export const wasm = readFileSync(${JSON.stringify(file)}, 'latin1');`,
        };
      });
    },
  };
}

/** Starts each worker once and to its end, so that what it compiles is kept for those that will be killed. */
export async function warmUp(
  bundle: Bundle,
  { env, log }: { env: NodeJS.ProcessEnv; log: string },
): Promise<void> {
  const output = openSync(log, 'a');
  for (const shape of Object.keys(ENTRIES) as Shape[]) {
    const child = fork(bundle.fileOf(shape), ['once'], {
      env,
      execArgv: SHORT_LIVED,
      stdio: ['ignore', output, output, 'ipc'],
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    if (code !== 0) throw new Error(`the ${shape} worker does not start (exit code ${code})`);
  }
  closeSync(output);
}
