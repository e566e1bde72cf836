import { getRuntime } from '#lib/runtime.ts';

/** Where mail is kept instead of sent, says so and leads there. */
export async function OutboxHint() {
  const { env } = await getRuntime();
  if (env.MAIL_TRANSPORT !== 'outbox') return null;
  return (
    <div className="said">
      <p>
        This copy of Lettercourse sends no real mail: <a href="/outbox">read it in the outbox</a>.
      </p>
    </div>
  );
}
