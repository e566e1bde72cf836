import type { PartProps } from './props.ts';

const PARTS = [
  { id: 'change', name: 'Day and time', in: ['active', 'paused', 'waiting'] },
  { id: 'pause', name: 'Pause', in: ['active', 'paused'] },
  { id: 'now', name: 'Next one now', in: ['active'] },
  { id: 'skip', name: 'Skip', in: ['active', 'paused'] },
  { id: 'back', name: 'Come back', in: ['paused', 'left', 'completed'] },
  { id: 'held', name: 'Your data', in: ['active', 'paused', 'waiting', 'left', 'completed'] },
];

/** What can be done on this page, one press away: it is long, and whoever wants to leave should not have to look for it. */
export function Contents({ view: { state, everythingStopped } }: PartProps) {
  return (
    <nav className="contents" aria-label="On this page">
      <ul>
        {PARTS.filter((part) => part.in.includes(state)).map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
        {!everythingStopped && (
          <li>
            <a href="#leave">Leave</a>
          </li>
        )}
      </ul>
    </nav>
  );
}
