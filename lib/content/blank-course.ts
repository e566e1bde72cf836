/**
 * The files of a course that is yet to be written, by name. They can be read as they stand, and say what belongs where;
 * each `TODO` is to be written over.
 */
export function blankCourse(title: string): ReadonlyMap<string, string> {
  return new Map([
    ['course.md', COURSE.replace('TITLE', () => JSON.stringify(title))],
    ['01-first.md', LESSON],
    ['evidence.yaml', EVIDENCE],
    ['sources.json', SOURCES],
  ]);
}

const COURSE = `---
title: TITLE                # 38 characters at most: it stands in subjects
promise: "TODO: what somebody knows or can do at the end, in a sentence."
audience: "TODO: for whom it is, as in: For you, if …"
# Search engines show this: 70 to 160 characters.
description: "TODO: what the course is about, how many lessons it has and how often they come. It is free."
# When lessons come to whoever has not chosen another time.
timeZone: Europe/Paris
weekday: monday
hour: 9
# Whose interest stands behind the material. It stands under every lesson. Remove the line where there is none.
disclosure: "TODO: who paid for this or gains by it."
# When to stop reading and ask somebody. It stands in every lesson.
redFlags:
  title: "TODO: See a doctor, don’t wait for a lesson, if"
  soon:
    - "TODO: the first sign"
  emergency: "TODO: what is an emergency, and what to do then."
---

TODO: who is behind this course, how you worked, and who has reviewed it. This text stands on the course’s page.
`;

const LESSON = `---
title: "TODO: the title of lesson 1"
subject: "TODO: the subject of its mail"          # 60 characters at most; phones cut longer ones
preheader: "TODO: what mail programs show after the subject."   # 40 to 110 characters
# From lesson 2 on: what the lesson before said, in a sentence or two.
# recap: "…"
action:
  title: "TODO: one thing to do this week"
  text: "TODO: how to do it, in a sentence or two."
check:
  question: "TODO: one question about this lesson?"
  answers:
    - "TODO: an answer"
    - "TODO: another answer"
  correct: A
  explanation: "TODO: why that is right."
  # sources: [lee2020]                            # what the explanation rests on
reviewed: { date: 2026-01-01, by: null }          # TODO: the day; and who has reviewed it, null for nobody yet
---

TODO: an opening that meets the reader where they are. Then three to five short sections, 600 to 900 words altogether.

Cite a source after the sentence that rests on it, by its id in sources.json, once somebody has checked it there.

## TODO: the first section

TODO: what is claimed, and what is known about it. The line below grades this passage: it names a row of evidence.yaml, and says why in
plain words. A passage that is graded cites a source of that row, unless nobody has looked.

::claim[TODO: nobody has looked]{row="1.1"}

:::safety[Ask first]
TODO: what to ask or do first. Remove the box where there is nothing to warn of.
:::

:::note[TODO: a title]
TODO: an aside. Remove the box where there is none.
:::

:::known
- TODO: what we know, an item each.
:::

:::unknown
- TODO: what we don’t know.
:::
`;

const EVIDENCE = `# The claims that this course weighs, an entry each. Lessons name them by their id: lesson and number.
- id: "1.1"
  claim: "TODO: what is claimed, in your own words."
  verdict: added          # kept, softened, corrected, dropped or added
  grade: unsupported      # strong, moderate, limited, very limited, contested, unsupported; a list for several
  because: "TODO: why this verdict and this grade, for a layperson."
  sources: []             # ids in sources.json
`;

const SOURCES = `[
  {
    "id": "lee2020",
    "title": "TODO: the title of the work",
    "authors": "Lee AB, Park C",
    "year": 2020,
    "journal": "TODO: journal, volume, pages; null for none",
    "type": "TODO: RCT, review, guideline …",
    "n": "TODO: its size, as in 260 women; null for none",
    "doi": null,
    "pmid": null,
    "url": "https://example.org/todo",
    "finding": "TODO: what it found, in a sentence.",
    "checked": "no",
    "checkedNote": "yes once somebody has read it: only then can it be cited"
  }
]
`;
