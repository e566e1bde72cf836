import { expect, test } from 'vitest';
import { PAGES, PAGES_OF_COURSE } from '#lib/content/lint/dead-links.ts';
import { repositoryFiles } from './source-files.ts';

/** The addresses that app/ has a page for; folders in brackets, such as (site), are none of an address. */
const pages = repositoryFiles()
  .map((file) => /^app(\/.*)?\/page\.tsx$/.exec(file)?.[1])
  .filter((path) => path !== undefined)
  .map((path) => path.replaceAll(/\/\([\w-]+\)/g, '') || '/');

test('each page that a course may link to is there', () => {
  const named = [...PAGES, ...PAGES_OF_COURSE.map((page) => `/courses/[course]${page}`)];
  expect(pages.length).toBeGreaterThan(5);
  expect(named.filter((page) => !pages.includes(page))).toEqual([]);
});
