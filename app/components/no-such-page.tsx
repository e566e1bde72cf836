import type { Metadata } from 'next';
import { NotFoundMark } from './not-found-mark.tsx';
import { PlainPage } from './plain-page.tsx';

export const noSuchPage: Metadata = { title: 'No such page', robots: { index: false } };

/** For an address under which there is nothing. */
export function NoSuchPage() {
  return (
    <PlainPage title="There is no such page.">
      <NotFoundMark />
      <p className="lead">The address may have been cut off or mistyped. Nothing was changed.</p>
      <p className="buttons">
        <a className="btn" href="/courses">
          See all courses
        </a>
        <a className="btn quiet" href="/link">
          Lost your link?
        </a>
      </p>
    </PlainPage>
  );
}
