import { join } from 'node:path';
import { lint } from '#lib/content/lint/lint.ts';
import { PARSER_RULES } from '#lib/domain/course-error.ts';
import type { Problem } from './view.ts';

/**
 * What the linter says of a mail's course beside what its parser says, which stands in the view. Apart from the view,
 * because it takes longer than a mail: nobody should wait for it to see their words.
 * @param path of the mail; what is about its own file comes first
 */
export async function findingsOn(dir: string, path: string): Promise<Problem[]> {
  const [course = '', , lesson = ''] = path.split('/').map(decodeURIComponent);
  const folder = join(dir, course);
  const findings = (await lint(folder, { mails: false }))?.findings ?? [];
  const isParsers = ({ rule, file }: (typeof findings)[number]) =>
    file.startsWith(folder) && PARSER_RULES.some((known) => known === rule);
  const isOwn = ({ file }: Problem) => file.endsWith(lesson === '' ? 'course.md' : `-${lesson}.md`);
  return findings
    .filter((finding) => !isParsers(finding))
    .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
}
