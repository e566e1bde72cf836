import { buildIfNeeded } from '#lib/server/build.ts';

/** The pages are built once, before the first test that starts the application. */
export default async function setup(): Promise<void> {
  await buildIfNeeded((line) => console.log(line));
}
