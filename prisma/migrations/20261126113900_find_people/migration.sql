-- Each serves the operator's list of people: newest first, of one standing, of one course.
CREATE INDEX "Subscriber_createdAt_id_idx" ON "Subscriber"("createdAt" DESC, "id" DESC);
CREATE INDEX "Subscriber_standing_createdAt_id_idx" ON "Subscriber"("standing", "createdAt" DESC, "id" DESC);
CREATE INDEX "Enrollment_courseSlug_state_idx" ON "Enrollment"("courseSlug", "state");
-- The beginning of an address. An index in the database's own collation would not serve LIKE.
CREATE INDEX "Subscriber_addressKey_prefix" ON "Subscriber"("addressKey" text_pattern_ops);
-- The sign-ups of one person: their page, and erasing them.
CREATE INDEX "SignUp_subscriberId_idx" ON "SignUp"("subscriberId");

-- Whose present address it is, as long as somebody has it: a keyed hash can't be searched for. Erasing them leaves the hash.
ALTER TABLE "Suppression" ADD COLUMN "subscriberId" UUID;
ALTER TABLE "Suppression" ADD CONSTRAINT "Suppression_subscriberId_fkey"
  FOREIGN KEY ("subscriberId") REFERENCES "Subscriber"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "Suppression_subscriberId_idx" ON "Suppression"("subscriberId");
CREATE INDEX "Suppression_createdAt_addressHash_idx" ON "Suppression"("createdAt" DESC, "addressHash" DESC);

-- The audit log by what was done.
CREATE INDEX "AuditEntry_action_number_idx" ON "AuditEntry"("action", "number" DESC);

-- Parts of addresses and names. Where the database may not have the extension (it was not installed, or our account may
-- not add it), a search looks at every row instead: slower, and right.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "Subscriber_addressKey_parts" ON "Subscriber" USING gin ("addressKey" gin_trgm_ops);
  CREATE INDEX "Subscriber_name_parts" ON "Subscriber" USING gin ("name" gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
  RAISE NOTICE 'pg_trgm is not to be had: searches for parts of addresses and names look at every row';
END $$;
