-- When each scheduled job last began and ended: one that never began is noticed by that.
CREATE TABLE "ScheduledRun" (
    "job" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ScheduledRun_pkey" PRIMARY KEY ("job")
);
