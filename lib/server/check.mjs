import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// `npm run check`: types, then lint and format. Silent about what is right.
const find = createRequire(import.meta.url).resolve;
const checks = {
  types: [join(dirname(find('typescript/package.json')), 'bin', 'tsc'), '--noEmit'],
  'lint and format': [
    find('@biomejs/biome/bin/biome'),
    'check',
    '--diagnostic-level=warn',
    '--error-on-warnings',
  ],
};

for (const [name, args] of Object.entries(checks)) {
  const code = await new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', resolve);
  });
  console.log(`${name}: ${code === 0 ? 'good' : 'not good'}`);
  if (code !== 0) process.exitCode = 1;
}
