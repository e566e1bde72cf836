/** What the preview is asked to show. */
export type Wanted = {
  /** Where the courses are. */
  dir: string;
  /** One course, or null for all. */
  only: string | null;
  /** `tea/confirmation`, `tea/lesson/what-it-is`; an empty text for the first mail there is. */
  path: string;
  /** Of the preview itself: links of its mails lead back to it. */
  origin: string;
};

/** All that stands on a page of the preview. */
export type View = {
  courses: { title: string; mails: Entry[] }[];
  /** What is wrong with the files, and what keeps a mail from being made. */
  problems: Problem[];
  /** null when there is no such mail, or it can’t be made. */
  mail: ShownMail | null;
  /** Its course can’t be read whole as the files are now: the mail is one of before. */
  isStale: boolean;
};

/** Something to mend, and where; no line where the whole file is meant. */
export type Problem = { file: string; line: number | null; message: string };

/** A mail in the list of a course. */
export type Entry = { path: string; label: string; title: string | null };

export type ShownMail = Entry & {
  from: string;
  subject: string;
  preheader: string;
  html: string;
  text: string;
  /** null for mails that are no lesson. */
  minutes: number | null;
  /** What the rules for mails say of it, a sentence each. */
  lacks: string[];
};
