import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCourses } from '#lib/content/read.ts';
import { messageOf, mimeOf } from './complete-mail.ts';
import { sampleMails } from './mails.ts';
import { photograph, provideThunderbird } from './thunderbird.ts';

// `npm run screenshots:thunderbird -- [folder] [words]`: every mail of the courses as Thunderbird shows it, by day and in
// the dark; with words, such as “food”, only the mails that have them in their name.
const say = (line: string) => console.log(line);
const [folder = '.data/screenshots/thunderbird', ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
provideThunderbird(say);

for (const course of await readCourses()) {
  for (const mail of await sampleMails(course, 'no name')) {
    const name = `${course.slug}-${mail.name}`.replaceAll(' ', '-');
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    const eml = join(folder, `${name}.eml`);
    writeFileSync(eml, await mimeOf(messageOf(mail)));
    const height = mail.edition.kind === 'lesson' ? 8000 : 1700;
    for (const scheme of ['light', 'dark'] as const)
      await photograph(eml, join(folder, `${name}-${scheme}.png`), { width: 900, height, scheme });
    say(name);
  }
}
say(`The pictures are in ${folder}.`);
