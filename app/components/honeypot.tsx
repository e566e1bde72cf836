/** A field no person sees; whoever fills it is a script. */
export function Honeypot() {
  return (
    <div className="vh" aria-hidden="true">
      <label htmlFor="topic">Leave this empty</label>
      <input id="topic" name="topic" type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
    </div>
  );
}
