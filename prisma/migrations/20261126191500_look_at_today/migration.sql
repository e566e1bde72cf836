-- What left in the last days is found through its batches, a hundredth as many rows.
CREATE INDEX "Batch_plannedAt_idx" ON "Batch" ("plannedAt");

-- Sign-ups of the last days: how many confirmed.
CREATE INDEX "SignUp_requestedAt_idx" ON "SignUp" ("requestedAt");

-- Few rows, looked at by the operator; they cost nothing when a mail simply leaves.
CREATE INDEX "Delivery_failed" ON "Delivery" ("createdAt" DESC, "id" DESC) WHERE "state" = 'failed';
CREATE INDEX "Delivery_complained" ON "Delivery" ("id") WHERE "complainedAt" IS NOT NULL;
