import type { FilesState } from '#lib/flows/desk/courses.ts';

/** How the files of a course stand to what is published. */
export const FILES: Record<FilesState, string> = {
  same: 'Published as its files are',
  changed: 'Its files have changed since it was published',
  new: 'Not published yet',
  mistakes: 'Its files have mistakes',
  gone: 'Published; its folder is gone',
};
