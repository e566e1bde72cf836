import { NotFoundMark } from './not-found-mark.tsx';
import { PlainPage } from './plain-page.tsx';

/** For every link that means nothing to us: forged, cut off by a mail program, or made for something else. */
export function DeadLink() {
  return (
    <PlainPage title="This link doesn’t work.">
      <NotFoundMark />
      <p className="lead">
        Perhaps it was cut off on its way: try it again from the mail, or copy it whole into the address line.
        The link to your data works for one hour. Nothing was changed.
      </p>
      <p>
        <a className="btn" href="/link">
          Send me a new link
        </a>
      </p>
    </PlainPage>
  );
}
