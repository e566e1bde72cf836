import { ActionForm } from '#app/components/action-form.tsx';
import type { CourseAtDesk } from '#lib/flows/desk/course.ts';
import { foreseeCourse } from '#lib/flows/desk/course-publishing.ts';
import type { Desk } from '#lib/flows/desk/desk.ts';
import type { Foreseen } from '#lib/flows/foresee-publishing.ts';
import { foreseenInWords } from '#lib/flows/foreseen-words.ts';
import { publishIt } from './actions.ts';

type Props = {
  desk: Desk;
  course: CourseAtDesk;
  /** Whether what publishing would do is shown. */
  looks: boolean;
  /** Lessons that are sent to who has passed them, as the address says. */
  also: readonly string[];
};

/** First what it would do, then the button that does exactly that. */
export async function Publishing({ desk, course, looks, also }: Props) {
  const { slug, files } = course;
  return (
    <section className="desk-part" id="publish" aria-labelledby="publish-title" tabIndex={-1}>
      <h2 id="publish-title">Publishing</h2>
      {looks ? <Effect desk={desk} slug={slug} also={also} /> : <Before slug={slug} files={files} />}
    </section>
  );
}

function Before({ slug, files }: Pick<CourseAtDesk, 'slug' | 'files'>) {
  if (files === 'same') return <p>Nothing to publish: what is live is what its files say.</p>;
  if (files === 'gone') return <p>Nothing to publish: its folder is not there.</p>;
  if (files === 'mistakes') return <p>It can’t be published before the mistakes above are mended.</p>;
  return (
    <form action={`/desk/courses/${encodeURIComponent(slug)}#publish`} method="get">
      <input type="hidden" name="effect" value="1" />
      <p>First you see who would get what because of it. Nothing changes by looking.</p>
      <button className="btn" type="submit">
        See what publishing would do
      </button>
    </form>
  );
}

async function Effect({ desk, slug, also }: Pick<Props, 'desk' | 'also'> & { slug: string }) {
  const seen = await foreseeCourse(desk, slug, also);
  if (!seen.ok) return <p>{seen.problem}</p>;
  const { foreseen, stamp } = seen;
  const nothing = foreseen.isUnchanged && foreseen.also.length === 0;
  return (
    <>
      <Words foreseen={foreseen} />
      <Passed slug={slug} foreseen={foreseen} />
      {nothing ? (
        <p>There is nothing to publish.</p>
      ) : (
        <ActionForm
          action={publishIt}
          page={`/desk/courses/${encodeURIComponent(slug)}`}
          hidden={{ course: slug, stamp, also: foreseen.also.join(' ') }}
        >
          <button className="btn" type="submit">
            {foreseen.affected === 0
              ? 'Publish it'
              : `Publish it: it changes what ${foreseen.affected === 1 ? 'one person gets' : `${foreseen.affected.toLocaleString('en-GB')} people get`}`}
          </button>
        </ActionForm>
      )}
    </>
  );
}

function Words({ foreseen }: { foreseen: Foreseen }) {
  const { verdict, changes, renames, reach, groups, note } = foreseenInWords(foreseen);
  if (foreseen.live === null) return <p>{verdict}.</p>;
  return (
    <div className="effect">
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {renames.map((lines) => (
        <p key={lines.join()} className="said wrong">
          {lines.join(' ')}
        </p>
      ))}
      {reach.map(({ lesson, lines, toBeSent }) => (
        <div key={lesson}>
          <h3>{lesson}</h3>
          <ul>
            {[...lines, ...(toBeSent === null ? [] : [toBeSent])].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
      {groups.length > 0 && (
        <>
          <h3>Who gets what, and when</h3>
          <ul>
            {groups.map(({ who, lines }) => (
              <li key={`${who}${lines.join()}`}>
                {who}
                {lines.length > 0 && <span className="sub">{lines.join('. ')}.</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {note && <p>{note}</p>}
    </div>
  );
}

/** Lessons that somebody has passed, to be sent to them next all the same; chosen, the effect is shown anew. */
function Passed({ slug, foreseen }: { slug: string; foreseen: Foreseen }) {
  const { reach, also } = foreseen;
  const passed = reach.filter(({ passed }) => passed > 0).map(({ lesson }) => lesson);
  if (passed.length === 0) return null;
  return (
    <form action={`/desk/courses/${encodeURIComponent(slug)}#publish`} method="get" className="form">
      <input type="hidden" name="effect" value="1" />
      <fieldset>
        <legend>Send next to who has passed it</legend>
        <div className="choices">
          {passed.map((lesson) => (
            <label key={lesson} className="choice">
              <input type="checkbox" name="also" value={lesson} defaultChecked={also.includes(lesson)} />
              <span>{lesson}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button className="btn quiet" type="submit">
        Show me that
      </button>
    </form>
  );
}
