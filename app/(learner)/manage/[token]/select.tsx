type Props = {
  name: string;
  label: string;
  chosen: string;
  options: readonly { value: string; name: string }[];
  className: string;
};

/** A list to choose one from, with its label above. */
export function Select({ name, label, chosen, options, className }: Props) {
  return (
    <div className={`pick ${className}`}>
      <label htmlFor={name}>{label}</label>
      <select className="field" id={name} name={name} defaultValue={chosen}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
