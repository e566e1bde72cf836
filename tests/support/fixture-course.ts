import { type Course, parseCourse } from '#lib/domain/course.ts';

const COURSE = `---
title: Two lessons on tea
promise: What is known about tea, and what is not.
audience: For people who drink tea.
description: A small course for tests, which holds every kind of block that a lesson can hold, and every grade.
timeZone: Europe/Paris
weekday: monday
hour: 9
disclosure: A seller of tea gave us the idea. We sell nothing.
redFlags:
  title: See a doctor if
  soon: [you feel very ill, you can’t keep water down]
  emergency: "Trouble breathing: call your emergency number."
---

We are two people who drink tea. More is [on our page](https://example.org/us).
`;

const FIRST = `---
title: What tea is
subject: What tea is, and isn’t
preheader: A leaf, hot water and a cup. The rest is mostly habit and hope.
action: { title: Make a cup, text: Use a clean pot. }
check:
  question: What is tea?
  answers: [A leaf in water., A medicine.]
  correct: A
  explanation: It is a leaf in water.
  sources: [who2021, lee2020]
reviewed: { date: 2026-11-22, by: null }
---

Tea is *old*, and **often** praised. It is drunk at 16:30 by [some people](https://example.org/tea?a=1&b=2).

## Does it help?

People who drink tea say so.:cite[lee2020] Trials differ.:cite[park2019, lee2020]

::claim[two trials that disagree]{row="help.1" is="contested"}

- One item.:cite[who2021]
- Another item.

::claim[one guideline]{row="help.2"}

### In the morning

1. Boil water.
2. Wait.

::claim[nobody has looked]{row="help.3"}

:::safety[Ask a doctor]
Ask first if you take iron pills.:cite[who2021]

- Or if you are pregnant.
:::

:::note[How we know]
By asking people.
:::

A last word.

:::known
- Tea is a leaf in water.:cite[lee2020]
- It is drunk hot.
:::

:::unknown
- Whether it helps.
:::
`;

const SECOND = `---
title: How to make it
subject: How to make tea
preheader: Water that has just boiled, a warm pot, and four minutes of patience.
recap: Tea is a leaf in water.
action: { title: Warm the pot, text: "Then pour, and wait four minutes." }
check:
  question: How long?
  answers: [One minute., Four minutes., An hour.]
  correct: B
  explanation: Four minutes suit most black teas.
reviewed: { date: 2026-11-22, by: Dr Ito }
---

Four minutes.:cite[park2019]

::claim[one small trial]{row="time.1" is="very limited"}

It may be three.:cite[park2019]

::claim[a few small trials]{row="time.1" is="limited"}

But not ten.:cite[park2019]

::claim[several trials]{row="time.1" is="moderate"}
`;

const EVIDENCE = `- id: help.1
  claim: Tea helps.
  verdict: softened
  grade: [contested, limited]
  because: Two trials disagree.
  sources: [lee2020, park2019]
- { id: help.2, claim: Tea is for adults., verdict: kept, grade: strong, because: A guideline says so., sources: [who2021] }
- { id: help.3, claim: Tea is best in the morning., verdict: corrected, grade: unsupported, because: Nobody has looked. }
- id: time.1
  claim: Four minutes are best.
  verdict: added
  grade: [very limited, limited, moderate]
  because: Trials are small.
  sources: [park2019]
- { id: leaf.1, claim: Tea cures., verdict: dropped, grade: unsupported, because: No study says so. }
`;

const CORRECTIONS = `- id: time-1
  date: 2026-12-01
  lesson: what-tea-is
  was: Ten minutes are best.
  now: Four minutes are “best”, say small trials & <9 people.
  because: We had misread a trial.
`;

const SOURCES = [
  source('lee2020', { authors: 'Lee AB', year: 2020, journal: 'Journal of Tea 12(3):14-16', n: '260 women' }),
  source('park2019', { authors: 'Park C, de Wit J, Ng O', year: 2019, type: 'review', n: null }),
  source('who2021', { authors: 'World Health Organization', year: 2021, type: 'guideline', n: null }),
  source('unread', { checked: 'no' }),
];

/** A course with every kind of block, as the texts of its files. */
export function fixtureFiles(): Map<string, string> {
  return new Map([
    ['course.md', COURSE],
    ['evidence.yaml', EVIDENCE],
    ['corrections.yaml', CORRECTIONS],
    ['sources.json', JSON.stringify(SOURCES, null, 1)],
    ['01-what-tea-is.md', FIRST],
    ['02-how-to-make-it.md', SECOND],
  ]);
}

export function fixtureCourse(): Course {
  return parseCourse('tea', fixtureFiles());
}

function source(id: string, known: Record<string, unknown>) {
  return {
    id,
    title: `A study called ${id}`,
    authors: 'Nobody',
    year: null,
    journal: null,
    type: 'RCT',
    n: '12',
    url: `https://example.org/${id}`,
    checked: 'yes',
    ...known,
  };
}
