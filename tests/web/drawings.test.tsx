import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Blocks } from '#app/components/blocks.tsx';
import { FIGURES, figureOf } from '#app/components/drawings/index.tsx';
import { readCourses } from '#lib/content/read.ts';

const courses = await readCourses();

test.each(Object.keys(FIGURES))(
  'the drawing of %s stands once, below its claim, and says in words what it shows',
  (place) => {
    const [slug, name] = place.split('/');
    const course = courses.find((one) => one.slug === slug);
    const lesson = course?.lessons.find((one) => one.slug === name);
    if (!course || !lesson) throw new Error('there is no such lesson');
    const html = renderToStaticMarkup(<Blocks of={lesson.body} figure={figureOf(course, lesson)} />);
    const [figure, ...others] = html.match(/<figure.*?<\/figure>/gs) ?? [];
    expect(others).toEqual([]);
    expect(figure).toMatch(/<figcaption>.{80,}<\/figcaption>/s);
    const drawings = figure?.match(/<svg[^>]*>/g)?.filter((svg) => !svg.includes('aria-hidden')) ?? [];
    expect(drawings).not.toEqual([]);
    for (const drawing of drawings)
      expect(drawing).toMatch(/role="img" aria-label(ledby="[\w-]+ [\w-]+"|="[^"]{20,}")/);
  },
);

test('a lesson without a drawing has none', () => {
  expect(figureOf({ slug: 'leaky-gut' }, { slug: 'no-such-lesson' })).toBeNull();
});
