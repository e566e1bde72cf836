-- The newest test mail: a report of it says that mail arrives.
ALTER TABLE "Sender" ADD COLUMN "testProviderId" TEXT, ADD COLUMN "testTakenAt" TIMESTAMPTZ(3);

-- What name servers said last about the sender's domain; one row.
CREATE TABLE "SenderCheck" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "domain" TEXT,
    "seen" TEXT[] NOT NULL DEFAULT '{}',
    "gone" TEXT[] NOT NULL DEFAULT '{}',
    "checkedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SenderCheck_pkey" PRIMARY KEY ("id")
);
INSERT INTO "SenderCheck" ("id") VALUES (1);
ALTER TABLE "SenderCheck" ADD CONSTRAINT "SenderCheck_one_row" CHECK ("id" = 1);
