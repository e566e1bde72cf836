import type { Problem, View } from './view.ts';

/** What is to be mended in the files, each with its place. Nothing when all is well. */
export function Problems({ view }: { view: View }) {
  const { problems } = view;
  if (problems.length === 0) return null;
  const count = problems.length === 1 ? 'One thing' : `${problems.length} things`;
  return (
    <section className="problems" aria-labelledby="problems-title">
      <h2 className="box-title" id="problems-title">{`${count} to mend`}</h2>
      <p>{whatIsShown(view)}</p>
      <ListOf problems={problems} />
    </section>
  );
}

function whatIsShown({ mail, isStale }: View): string {
  if (mail === null) return 'This mail can’t be made of the files as they are now.';
  return isStale
    ? 'This course can’t be read as its files are now. It is shown as it last could be.'
    : 'The mail is shown as far as its files can be read. Nothing is published before they are mended.';
}

/** What the linter would have mended or looked at; closed, because there is much of it while a course is written. */
export function Findings({ findings }: { findings: readonly Problem[] }) {
  if (findings.length === 0) return null;
  const count = findings.length === 1 ? 'one thing' : `${findings.length} things`;
  return (
    <details id="findings" className="findings">
      <summary>{`The linter finds ${count} in this course`}</summary>
      <ListOf problems={findings} />
    </details>
  );
}

function ListOf({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className="box-list">
      {problems.map(({ file, line, message }) => (
        <li key={`${file}:${line} ${message}`}>
          <code className="place">{line === null ? file : `${file}:${line}`}</code> {message}
        </li>
      ))}
    </ul>
  );
}
