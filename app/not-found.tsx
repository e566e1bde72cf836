import type { Metadata } from 'next';
import { PlainPage } from './components/plain-page.tsx';

export const metadata: Metadata = { title: 'No such page', robots: { index: false } };

export default function NotFound() {
  return (
    <PlainPage title="There is no such page.">
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
