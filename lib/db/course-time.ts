import { type Db, Prisma, type Tx } from './client.ts';

/** Course time now: the database's clock plus the offset row. The only "now" that decisions about learners use. */
export async function courseNow(db: Db | Tx): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT course_now() AS now`;
  if (!row) throw new Error('the Clock row is missing: run the migrations');
  return row.now;
}

/** How far course time runs ahead of the database's, in milliseconds; zero except in demo and tests. */
export async function clockOffsetMs(db: Db | Tx): Promise<number> {
  const clock = await db.clock.findUniqueOrThrow({ where: { id: 1 } });
  return Number(clock.offsetMs);
}

/** Moves course time on to `instant`; never back, because dates already promised would come twice. */
export async function moveCourseTimeTo(db: Db | Tx, instant: Date): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE "Clock" SET "offsetMs" = greatest(
      "offsetMs", ceil(extract(epoch FROM ${instant}::timestamptz - clock_timestamp()) * 1000)::bigint)`);
}
