import type { Metadata } from 'next';
import { listCourses } from '#lib/flows/desk/courses.ts';
import { DeskFrame } from '../../desk-frame.tsx';
import { requireOperator } from '../../require-operator.ts';
import { FILES } from './files-words.ts';

export const metadata: Metadata = { title: 'Courses' };

/** Every course: how its files stand to what is published, and how many take it. */
export default async function CoursesPage() {
  const desk = await requireOperator();
  const { courses, folderIsThere } = await listCourses(desk);
  return (
    <DeskFrame current="courses">
      <div className="desk-head">
        <h1>Courses</h1>
        <p>
          They are written as files in <code>{desk.env.COURSES_DIR}</code>.
          {!folderIsThere &&
            ' This folder can’t be read: see COURSES_DIR in the settings it was started with.'}
        </p>
      </div>
      {courses.length === 0 ? (
        <p>
          There is none yet. <code>npm run lettercourse -- course new my-course</code> begins one.
        </p>
      ) : (
        <div className="scrolled">
          <table className="desk-table">
            <thead>
              <tr>
                <th scope="col">Course</th>
                <th scope="col" className="n">
                  Lessons
                </th>
                <th scope="col" className="n">
                  In it
                </th>
                <th scope="col" className="n">
                  Paused
                </th>
                <th scope="col" className="n">
                  Waiting
                </th>
                <th scope="col" className="n">
                  Finished
                </th>
                <th scope="col" className="n">
                  Left
                </th>
              </tr>
            </thead>
            <tbody>
              {courses.map(({ slug, title, lessons, files, people }) => (
                <tr key={slug}>
                  <th scope="row" className="long">
                    <a href={`/desk/courses/${encodeURIComponent(slug)}`}>{title}</a>
                    <span className={files === 'mistakes' ? 'sub wrong-word' : 'sub'}>{FILES[files]}</span>
                  </th>
                  <td className="n">{lessons}</td>
                  {(['active', 'paused', 'waiting', 'completed', 'left'] as const).map((state) => (
                    <td key={state} className="n">
                      {people[state].toLocaleString('en-GB')}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DeskFrame>
  );
}
