import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode } from './node-version.mjs';
import { ROOT } from './root.mjs';

const GENERATED = join(ROOT, 'lib', 'db', 'generated');
const STAMP = join(GENERATED, '.made-from');

/**
 * Generates the Prisma client when it is missing or older than the schema.
 * @returns {Promise<number>} exit code of the generator, 0 when there was nothing to do
 */
export async function generateClientIfNeeded() {
  const source = fingerprint();
  if (read(STAMP) === source) return 0;
  const { code, output } = await generate();
  if (code === 0) writeFileSync(STAMP, source);
  else console.error(`${output}\nThe database client could not be generated from prisma/schema.prisma.`);
  return code;
}

function fingerprint() {
  const prisma = join(ROOT, 'node_modules', 'prisma', 'package.json');
  const hash = createHash('sha256');
  for (const file of [join(ROOT, 'prisma', 'schema.prisma'), prisma]) hash.update(read(file) ?? '');
  return hash.digest('hex');
}

/** @returns {Promise<{ code: number, output: string }>} */
function generate() {
  const cli = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js');
  const child = spawn(pinnedNode(), [cli, 'generate'], {
    cwd: ROOT,
    env: {
      ...process.env,
      // Generating needs no native engine, but the command insists on finding one and would download it: any file will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
