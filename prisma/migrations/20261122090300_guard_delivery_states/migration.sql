-- What has left, or may leave, says what it was made from and in which batch it went.
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_batched_has_content"
  CHECK ("state" NOT IN ('batched', 'sent', 'failed', 'unknown') OR ("editionHash" IS NOT NULL AND "slots" IS NOT NULL AND "batchId" IS NOT NULL));

-- Ends have reasons.
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_end_has_reason"
  CHECK ("state" NOT IN ('skipped', 'failed', 'unknown') OR "reason" IS NOT NULL);

ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_sent_has_proof"
  CHECK ("state" <> 'sent' OR ("sentAt" IS NOT NULL AND "providerId" IS NOT NULL));

-- A learner's slot is a real hour on real weekdays.
ALTER TABLE "Enrollment" ADD CONSTRAINT "Enrollment_slot"
  CHECK ("hour" BETWEEN 0 AND 23 AND "weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7] AND cardinality("weekdays") = CASE "pace" WHEN 'weekly' THEN 1 WHEN 'twice_weekly' THEN 2 ELSE 0 END);
