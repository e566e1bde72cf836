type Props = {
  name: string;
  label: string;
  chosen: string;
  /** Value and words. */
  options: readonly (readonly [string, string])[];
  /** What the first says, which leaves it open; null for none. */
  open?: string | null;
  id?: string;
};

/** A list to choose one from, with its label above. */
export function Choose({ name, label, chosen, options, open = 'any', id = name }: Props) {
  return (
    <div className="pick">
      <label htmlFor={id}>{label}</label>
      <select className="field" id={id} name={name} defaultValue={chosen}>
        {open !== null && <option value="">{open}</option>}
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
