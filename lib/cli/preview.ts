import { COURSES_DIR, readEachCourse } from '#lib/content/read.ts';
import { orNearest } from '#lib/domain/nearest.ts';
import { startPreview } from '#lib/preview/server.ts';
import { onStop } from '#lib/server/lifeline.mjs';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

/**
 * `course preview`: serves the mails as a page that follows the files, until it is told to stop.
 * @returns when it has stopped; code 2 for words that can't be used, 1 when the port is taken
 */
export async function preview(args: readonly string[], dir = COURSES_DIR): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { port: { one: '3210' } });
  const [wanted = null] = words;
  const [portText = '0'] = values.port;
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port <= 65535)) problems.push(`“${portText}” is no port. Give a number up to 65535, such as 3210.`);
  const slugs = (await readEachCourse(dir)).map(({ slug }) => slug);
  // The value of an option that is none would be taken for a course.
  if (problems.length > 0) return { lines: problems, code: 2 };
  if (words.length > 1) problems.push(`Give one course, not ${words.length}: ${words.join(', ')}.`);
  else if (wanted !== null && !slugs.includes(wanted))
    problems.push(`There is no course “${wanted}”${orNearest(wanted, slugs)}`);
  if (problems.length > 0) return { lines: problems, code: 2 };

  const stopped = new Promise<void>((stop) => onStop(stop));
  try {
    const { url, close } = await startPreview({ dir, only: wanted, port });
    console.log(`The preview is ready: ${url}\nIt follows the files as you save them. Ctrl-C ends it.`);
    await stopped;
    await close();
    return { lines: [], code: 0 };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return { lines: [`Port ${port} is taken. Leave --port out, and a free one is found.`], code: 1 };
  } finally {
    // Listening for the parent's word would keep this process alive.
    if (process.connected) process.disconnect();
  }
}
