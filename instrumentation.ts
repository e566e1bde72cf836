/** Before the first request: settings that can't work stop the start, with all that is wrong with them. */
export async function register(): Promise<void> {
  const { parseEnv } = await import('#lib/env.ts');
  parseEnv(process.env);
}
