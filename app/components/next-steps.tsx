import { inWords } from './in-words.ts';

/** What happens after the button, in three steps. `minutes` is how long lesson 1 takes to read. */
export function NextSteps({ minutes }: { minutes: number | null }) {
  return (
    <section aria-labelledby="next-title">
      <h2 id="next-title">What happens next</h2>
      <ol className="steps">
        <li>
          <h3>You confirm</h3>
          <p>
            We send one mail with one button, so that nobody else can sign you up. If you don’t press it, we
            send nothing more.
          </p>
        </li>
        <li>
          <h3>Lesson 1 comes at once</h3>
          <p>
            {minutes === null ? 'It is short' : `It takes ${inWords(minutes)} minutes to read`}, and it ends
            with one small thing to do before the next.
          </p>
        </li>
        <li>
          <h3>Then one a week</h3>
          <p>
            Pause, change the day, ask for the next one early, or leave: every lesson has the links. Your
            place is kept.
          </p>
        </li>
      </ol>
    </section>
  );
}
