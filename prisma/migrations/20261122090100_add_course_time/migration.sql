-- Course time is the database's time plus one offset row. The single rows exist from the start, so that
-- locking or updating them never has to ask whether they are there.
INSERT INTO "Clock" ("id") VALUES (1);
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_one_row" CHECK ("id" = 1);

INSERT INTO "Sender" ("id") VALUES (1);
ALTER TABLE "Sender" ADD CONSTRAINT "Sender_one_row" CHECK ("id" = 1);

-- clock_timestamp, not now(): a transaction that waited for a lock must not judge by the time before its wait.
CREATE FUNCTION course_now() RETURNS timestamptz
LANGUAGE sql VOLATILE
AS $$ SELECT clock_timestamp() + "offsetMs" * interval '1 millisecond' FROM "Clock" $$;
