import type { Runtime } from '#lib/runtime.ts';
import type { FaultyProvider } from '#tests/support/faulty-provider/client.ts';
import type { History } from './judge.ts';
import type { People } from './people.ts';

/** Reads what the provider's log and the database say in the end. */
export async function readHistory(
  runtime: Runtime,
  provider: FaultyProvider,
  { people, lessons }: { people: People; lessons: readonly string[] },
): Promise<History> {
  const now = await runtime.now();
  const subscribers = await runtime.db.subscriber.findMany({
    include: { enrollments: true, deliveries: { orderBy: { createdAt: 'asc' } } },
  });
  return {
    lessons,
    accepted: await provider.accepted(),
    requests: await provider.requests(),
    nos: people.nos,
    people: subscribers.map(({ address, standing, enrollments, deliveries }) => ({
      address,
      standing,
      enrollment: enrollments[0]?.state ?? null,
      weeks: people.weeks.get(address) ?? 0,
      deliveries: deliveries.map(({ id, kind, state, lessonSlug, dueAt }) => ({
        id,
        kind,
        state,
        lesson: lessonSlug,
        isOverdue: dueAt <= now,
      })),
    })),
  };
}
