/** What went wrong, what did not happen, and what to do. */
export function ProblemBar({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <div className="said wrong" role="alert">
      <p>{problem}</p>
    </div>
  );
}
