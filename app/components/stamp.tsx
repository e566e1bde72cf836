type Props = {
  /** The postmark's two lines: day and hour. */
  day: string;
  hour: string;
  /** The stamp's value: how many lessons. */
  value: number;
};

/** A stamp and the postmark that says when lessons come. Decoration: the form says the same in words. */
export function Stamp({ day, hour, value }: Props) {
  return (
    <svg className="stamp" viewBox="0 0 152 84" aria-hidden="true">
      <circle className="ring" cx="46" cy="42" r="30" />
      <circle className="ring" cx="46" cy="42" r="25" />
      <text className="mark-text" x="46" y="39">
        {day}
      </text>
      <text className="mark-text" x="46" y="55">
        {hour}
      </text>
      <rect className="paper" x="84" y="3" width="64" height="78" />
      <rect className="teeth" x="84" y="3" width="64" height="78" />
      <rect className="frame" x="91.5" y="10.5" width="49" height="63" />
      <text className="value" x="116" y="44">
        {value}
      </text>
      <path
        className="scrawl"
        d="M95 70V58a3.5 3.5 0 0 1 7 0v6a3.5 3.5 0 0 0 7 0V56a3.5 3.5 0 0 1 7 0v8a3.5 3.5 0 0 0 7 0v-6a3.5 3.5 0 0 1 7 0v6a3.5 3.5 0 0 0 7 0v-4"
      />
      <path className="cancel" d="M74 30q5-4 10 0M76 38q4-3 8 0M76 46q4-3 8 0M74 54q5-4 10 0" />
    </svg>
  );
}
