import { existsSync } from 'node:fs';

/**
 * The environment this process was given, before `parseEnv` has judged it.
 * @returns {Record<string, string | undefined>} a copy
 */
export function environment() {
  return { ...process.env };
}

/**
 * Adds the variables of a .env file to the environment; what is set already wins.
 * @param {string} file need not exist
 */
export function loadDotEnv(file) {
  if (existsSync(file)) process.loadEnvFile(file);
}
