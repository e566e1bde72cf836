import type { CourseAtDesk } from '#lib/flows/desk/course.ts';

/** What is to be mended in the files of a course, by file and line. */
export function Findings({ findings, files }: Pick<CourseAtDesk, 'findings' | 'files'>) {
  const isThere = files !== 'gone';
  return (
    <section className="desk-part" aria-labelledby="findings">
      <h2 id="findings">What is to be mended</h2>
      {!isThere && <p>Its folder is not there, so there is nothing to look over.</p>}
      {isThere && findings.length === 0 && <p>Nothing: its files and mails break no rule.</p>}
      {findings.length > 0 && (
        <>
          <p>
            {files === 'mistakes'
              ? 'It can’t be published before its files can be read: look for “syntax” first.'
              : 'None of it keeps it from being published.'}
          </p>
          <ul className="findings">
            {findings.map(({ file, line, rule, severity, message }) => (
              <li key={`${file}:${line}:${rule}:${message}`}>
                <b className={severity === 'error' ? 'wrong-word' : undefined}>
                  {severity === 'error' ? 'Mistake' : 'Worth a look'}
                </b>{' '}
                <code>
                  {file}:{line}
                </code>{' '}
                {rule}: {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
