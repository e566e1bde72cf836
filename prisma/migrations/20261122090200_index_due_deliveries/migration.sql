-- Serves plan: the first due rows by priority and date. Only scheduled rows are in it, so it stays as small as the
-- future is, however long the past grows.
CREATE INDEX "Delivery_due" ON "Delivery" ("priority", "dueAt", "id") WHERE "state" = 'scheduled';

-- Serves plan's first step: pauses that have ended.
CREATE INDEX "Enrollment_pause_ends" ON "Enrollment" ("pausedUntil") WHERE "state" = 'paused';
