/** Moves this copy's time on. A plain form to a plain address, which scripts may use as well. */
export function ClockForm({ now }: { now: string }) {
  return (
    <form className="clock" action="/outbox/clock" method="post">
      <div>
        <p className="note">Here it is now</p>
        <p className="now">{now}</p>
      </div>
      <div className="buttons">
        <button className="btn quiet" type="submit" name="days" value="1">
          A day passes
        </button>
        <button className="btn" type="submit" name="days" value="7">
          A week passes
        </button>
      </div>
    </form>
  );
}
