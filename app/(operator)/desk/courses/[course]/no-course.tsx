import { NotFoundMark } from '#app/components/not-found-mark.tsx';
import { DeskFrame } from '../../../desk-frame.tsx';

/** For an address of a course or mail that is not there. */
export function NoCourse() {
  return (
    <DeskFrame current="courses">
      <NotFoundMark />
      <h1>There is no such course or mail.</h1>
      <p className="lead">
        It may have been renamed, or its files can’t be read just now: then the list says so.
      </p>
      <p className="buttons">
        <a className="btn" href="/desk/courses">
          All courses
        </a>
      </p>
    </DeskFrame>
  );
}
