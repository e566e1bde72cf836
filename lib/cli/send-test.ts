import { prepareTest } from '#lib/flows/prepare-test.ts';
import { sendTest } from '#lib/flows/send-test.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

/**
 * `course send-test <course> <mail> <address>`: one mail of the files on disk, as learners would get it. Real mail leaves
 * with `--yes` only. The address is not repeated.
 * @returns code 2 for words that can't be used, 1 when nothing was sent or nobody can tell
 */
export async function sendTestMail(runtime: Runtime, args: readonly string[], dir?: string): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { yes: 'alone' });
  const [course = '', mail = '', address = '', ...others] = words;
  if (problems.length === 0 && (others.length > 0 || address === ''))
    problems.push('Give a course, a mail and an address: course send-test leaky-gut food ada@example.org');
  if (problems.length > 0) return { lines: problems, code: 2 };

  const prepared = await prepareTest(runtime, { course, mail, address }, dir);
  if (!prepared.ok)
    return { lines: [...prepared.problems, 'Nothing was sent.'], code: prepared.wrong === 'words' ? 2 : 1 };
  const { message } = prepared;
  const isReal = runtime.mail.name !== 'outbox';
  if (isReal && values.yes.length === 0)
    return {
      lines: [`This would send “${message.subject}” to that address. Nothing was sent. To do it, add --yes.`],
      code: 1,
    };
  const sent = await sendTest(runtime, message);
  if (!sent.ok) return { lines: [sent.problem], code: 1 };
  const where = isReal
    ? 'has left. Its links lead to the course’s page.'
    : `is in the outbox: ${runtime.env.APP_URL}/outbox while Lettercourse runs.`;
  return { lines: [`“${message.subject}” ${where}`], code: 0 };
}
