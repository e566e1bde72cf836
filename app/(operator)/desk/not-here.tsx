import { NotFoundMark } from '#app/components/not-found-mark.tsx';
import { DeskFrame } from '../desk-frame.tsx';

/** For whoever follows an address of somebody who was erased, or one that was cut off. */
export function NotHere() {
  return (
    <DeskFrame current="people">
      <NotFoundMark />
      <h1>There is nothing here.</h1>
      <p className="lead">
        Nobody and nothing is known under this address. It may have been cut off, or somebody was erased.
      </p>
      <p className="buttons">
        <a className="btn" href="/desk/people">
          Look for people
        </a>
      </p>
    </DeskFrame>
  );
}
