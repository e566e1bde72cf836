-- A key that is known for other bytes can't be asked again: such a batch is only looked up.
ALTER TABLE "Batch" ADD COLUMN "conflictedAt" TIMESTAMPTZ(3);
