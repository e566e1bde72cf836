-- The operator's switch stays; what the provider refuses to everybody ends at a time.
ALTER TABLE "Sender"
  ADD COLUMN "stoppedAt" TIMESTAMPTZ(3),
  ADD COLUMN "stoppedReason" TEXT,
  ADD COLUMN "haltedUntil" TIMESTAMPTZ(3);
UPDATE "Sender" SET "haltedUntil" = "haltedAt" + interval '10 minutes';
