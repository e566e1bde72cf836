import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A course that has nothing to mend, as the texts of its files: one lesson about tea, with a source for all it says. */
export function cleanFiles(): Map<string, string> {
  return new Map([
    ['course.md', COURSE],
    ['evidence.yaml', EVIDENCE],
    ['sources.json', JSON.stringify([source('lee2020'), source('park2019')], null, 1)],
    ['01-what-tea-is.md', LESSON],
  ]);
}

/** Writes it into a folder of courses. @returns the course’s folder */
export async function writeFiles(
  dir: string,
  slug: string,
  files: ReadonlyMap<string, string>,
): Promise<string> {
  const folder = join(dir, slug);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return folder;
}

const COURSE = `---
title: A lesson on tea
promise: What is known about tea, and what is not.
audience: For people who drink tea.
description: A small course for tests, which has nothing to mend. It is about tea, and about one lesson long.
timeZone: Europe/Paris
weekday: monday
hour: 9
redFlags:
  title: See a doctor if
  soon: [you feel very ill]
  emergency: "Trouble breathing: call your emergency number."
---

We are two people who drink tea. What we keep about you stands [on the privacy page](/privacy).
`;

/** Ten words a sentence, six sentences a paragraph. */
const PARAGRAPH = Array.from(
  { length: 6 },
  (_, index) => `Cup ${index + 1} is made of a leaf and hot water.`,
).join(' ');

const LESSON = `---
title: What tea is
subject: What tea is, and isn’t
preheader: A leaf, hot water and a cup. The rest is mostly habit and hope.
action: { title: Make a cup, text: Use a clean pot. }
check:
  question: What is tea?
  answers: [A leaf in water., A cure for all.]
  correct: A
  explanation: It is a leaf in water.
  sources: [lee2020]
reviewed: { date: 2026-11-22, by: null }
---

You may have a cup of it beside you. More is in [a book on tea](https://pubmed.ncbi.nlm.nih.gov/1/).

## Where it grows

${PARAGRAPH}

${PARAGRAPH}

${PARAGRAPH}

## Does it help?

People who drink tea say so.:cite[lee2020] Trials differ.:cite[park2019]

::claim[two trials that disagree]{row="help.1"}

${PARAGRAPH}

${PARAGRAPH}

${PARAGRAPH}

## How it is made

${PARAGRAPH}

${PARAGRAPH}

${PARAGRAPH}

It is no detox.

::claim[no study says so]{row="leaf.1"}

:::known
- Tea is a leaf in water.:cite[lee2020]
:::

:::unknown
- Whether it helps.
:::
`;

const EVIDENCE = `- id: help.1
  claim: Tea helps.
  verdict: softened
  grade: contested
  because: Two trials disagree.
  sources: [lee2020, park2019]
- { id: leaf.1, claim: Tea heals., verdict: dropped, grade: unsupported, because: No study says so. }
`;

function source(id: string) {
  return {
    id,
    title: `A study called ${id}`,
    authors: 'Nobody',
    year: 2020,
    journal: null,
    type: 'RCT',
    n: '12',
    doi: `10.1000/${id}`,
    url: `https://pubmed.ncbi.nlm.nih.gov/${id}/`,
    checked: 'yes',
  };
}
