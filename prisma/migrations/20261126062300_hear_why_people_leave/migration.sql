-- Whoever has left may say why. Nobody has to.
CREATE TYPE "LeaveChoice" AS ENUM ('too_often', 'no_time', 'not_as_expected', 'had_enough', 'other');
CREATE TABLE "LeaveReason" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subscriberId" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "choice" "LeaveChoice" NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LeaveReason_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "LeaveReason_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- What one person has said: their own pages, and erasing them.
CREATE INDEX "LeaveReason_subscriberId_idx" ON "LeaveReason"("subscriberId");
